/** Where people find their own, from east to west; whoever has another keeps it. */
export const regions = [
  { region: 'atlantic', zones: ['St_Johns', 'Goose_Bay', 'Halifax', 'Moncton'] },
  { region: 'centre', zones: ['Toronto'] },
  { region: 'prairies', zones: ['Winnipeg', 'Regina', 'Edmonton'] },
  { region: 'pacific', zones: ['Vancouver'] },
  { region: 'north', zones: ['Whitehorse', 'Yellowknife', 'Rankin_Inlet', 'Iqaluit'] },
] as const

type Zone = (typeof regions)[number]['zones'][number]

export const nameOf = (zone: Zone) => `America/${zone}`

/** The zone by its IANA name; null for one that no region lists. */
export const listedZone = (timeZone: string): Zone | null => regions.flatMap(({ zones }) => [...zones]).find((zone) => nameOf(zone) === timeZone) ?? null
