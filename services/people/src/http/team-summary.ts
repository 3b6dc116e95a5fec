type TeamRow = { team_id: string; name: string; site: string; people: number }

export const teamSummary = ({ team_id, name, site, people }: TeamRow) => ({ teamId: team_id, name, site, people })
