import { z } from 'zod'
import { Instant, Language, MinutesPerWeek, Role, Slug, Uuid } from '../words.ts'

export const Address = z.email().max(254)

/** The claims of the short-lived token that every service but people trusts by its signature. */
export const TokenClaims = z.object({
  /** The person's id. */
  sub: Uuid,
  organizationId: Uuid,
  roles: z.array(Role),
  /** The session it was issued for. */
  sid: Uuid.optional(),
  exp: z.int(),
})
export type TokenClaims = z.infer<typeof TokenClaims>

export const SignInCodeRequest = z.strictObject({ address: Address, language: Language })

/** What the browser says it is. Only the device in plain words is kept of it. */
const UserAgent = z.string().max(1000).optional()

/** Either the address and its six digits, or what the button in the mail carried. */
export const SignInRequest = z.union([
  z.strictObject({ address: Address, code: z.string().regex(/^\d{6}$/), sharedDevice: z.boolean(), userAgent: UserAgent }),
  z.strictObject({ link: z.string().min(16).max(400), sharedDevice: z.boolean(), userAgent: UserAgent }),
])
export const SignedIn = z.object({ session: z.string(), expiresAt: z.iso.datetime() })
export const TokenRequest = z.strictObject({ session: z.string().min(16).max(400) })
/** `sharedDevice`: nothing may be kept on the device of this session. */
export const IssuedToken = z.object({ token: z.string(), expiresAt: z.iso.datetime(), personId: Uuid, organizationId: Uuid, sharedDevice: z.boolean() })
export type IssuedToken = z.infer<typeof IssuedToken>

export const TeamSummary = z.object({ teamId: Uuid, name: z.string(), site: z.string(), people: z.int() })

export const Me = z.object({
  personId: Uuid,
  name: z.string(),
  address: z.string(),
  language: Language,
  timeZone: z.string(),
  roleProfile: Slug,
  roles: z.array(Role),
  organization: z.object({ organizationId: Uuid, name: z.string(), province: z.string() }),
  minutesPerWeek: MinutesPerWeek.nullable(),
  protectedMinutes: MinutesPerWeek.nullable(),
  managedTeams: z.array(TeamSummary),
  teamIds: z.array(Uuid),
})
export type Me = z.infer<typeof Me>

export const MeChange = z.strictObject({
  language: Language.optional(),
  timeZone: z.string().max(60).optional(),
  minutesPerWeek: MinutesPerWeek.nullable().optional(),
})

/** As much of a browser as its owner needs to know it again, and no more. */
export const browsers = ['chrome', 'edge', 'firefox', 'safari', 'samsung', 'other'] as const
export const systems = ['android', 'iphone', 'ipad', 'windows', 'mac', 'chromebook', 'linux', 'other'] as const
export const Device = z.object({ browser: z.enum(browsers), system: z.enum(systems) })
export type Device = z.infer<typeof Device>

export const MySession = z.object({
  sessionId: Uuid,
  /** Null where it was not noted. */
  device: Device.nullable(),
  sharedDevice: z.boolean(),
  isThisOne: z.boolean(),
  signedInAt: Instant,
  /** To within some minutes. */
  lastSeenAt: Instant,
})
export type MySession = z.infer<typeof MySession>
/** This one first, then those seen last. */
export const MySessions = z.object({ sessions: z.array(MySession) })

/** It cannot be taken back, so it is said. */
export const ErasureRequest = z.strictObject({ forGood: z.literal(true) })

/** All that people holds of a person. */
export const PeopleExport = z.strictObject({
  person: z.strictObject({
    personId: Uuid,
    name: z.string(),
    address: z.string(),
    language: Language,
    timeZone: z.string(),
    roleProfile: Slug,
    roles: z.array(Role),
    minutesPerWeek: MinutesPerWeek.nullable(),
    protectedMinutes: MinutesPerWeek.nullable(),
    joinedAt: Instant,
  }),
  organization: z.strictObject({ name: z.string(), province: z.string() }),
  teams: z.array(z.strictObject({ name: z.string(), site: z.string(), part: z.enum(['member', 'manager']) })),
  sessions: z.array(MySession.omit({ isThisOne: true })),
})
export type PeopleExport = z.infer<typeof PeopleExport>

/** Display names of colleagues; never an address. */
export const Names = z.object({ names: z.array(z.object({ personId: Uuid, name: z.string() })) })

export const TeamMember = z.object({
  personId: Uuid,
  name: z.string(),
  roleProfile: Slug,
  protectedMinutes: MinutesPerWeek.nullable(),
})
export const Team = z.object({
  teamId: Uuid,
  name: z.string(),
  site: z.string(),
  managers: z.array(z.object({ personId: Uuid, name: z.string() })),
  members: z.array(TeamMember),
})
export type Team = z.infer<typeof Team>

/** `words` are parts of a name. `cursor` is how many stand before the page. */
export const TeamPeopleQuery = z.object({
  words: z.string().trim().max(100).default(''),
  cursor: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
/** A page of a team's members by name. What is counted is counted over the whole team. */
export const TeamPeople = z.object({
  teamId: Uuid,
  name: z.string(),
  site: z.string(),
  people: z.int(),
  /** How many have none, and the first of them by name. */
  withoutProtectedTime: z.object({ people: z.int(), names: z.array(z.string()) }),
  /** How many have the words in their name; all, where nothing was looked for. */
  found: z.int(),
  rows: z.array(TeamMember),
  /** Where this page begins: beyond the end, it is the last one. */
  cursor: z.int(),
  before: z.int().nullable(),
  next: z.int().nullable(),
})
export type TeamPeople = z.infer<typeof TeamPeople>

export const ProtectedTime = z.strictObject({ minutesPerWeek: MinutesPerWeek.nullable() })

export const PersonRow = z.object({
  personId: Uuid,
  name: z.string(),
  roleProfile: Slug,
  roles: z.array(Role),
  language: Language,
  teams: z.array(z.string()),
  protectedMinutes: MinutesPerWeek.nullable(),
})
export const OrganizationPage = z.object({
  name: z.string(),
  province: z.string(),
  people: z.int(),
  sites: z.array(z.object({ name: z.string(), teams: z.array(TeamSummary) })),
})

/** For the mailer, at the moment of sending; answered to services only. */
export const MailAddressesRequest = z.strictObject({ organizationId: Uuid, personIds: z.array(Uuid).min(1).max(500) })
export const MailAddresses = z.object({
  people: z.array(z.object({ personId: Uuid, name: z.string(), address: z.string(), language: Language, timeZone: z.string() })),
})
