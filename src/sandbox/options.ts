import { readFileSync } from 'node:fs'
import { parseFaults, type Fault } from './faults.ts'

export type SandboxOptions = {
  /** Where HubSpot listens; 0 takes a free port, as everywhere below. */
  port: number
  notionPort: number
  airtablePort: number
  adminPort: number
  contacts: number
  companies: number
  deals: number
  notionPages: number
  airtableRecords: number
  /** The same seed and sizes give the same records. */
  seed: number
  /** Every answer is this much late. */
  latencyMs: number
  tokenTtlSeconds: number
  /** Whether a refresh at HubSpot hands out a new refresh token and kills the old one. */
  rotateRefresh: boolean
  /** Whether the services enforce their published limits. */
  limits: boolean
  faults: readonly Fault[]
  /** Names of scenarios to turn on at the start. */
  scenarios: readonly string[]
  /** Whether there is an admin port. */
  admin: boolean
  /** Whether to end with standard input: for a parent that holds the other end and may crash. */
  endsWithInput: boolean
  /** What an earlier run of the same sandbox remembered, as it was given to `onStateChange`. */
  state: string | null
}

export const DEFAULT_OPTIONS: SandboxOptions = {
  port: 0,
  notionPort: 0,
  airtablePort: 0,
  adminPort: 0,
  contacts: 12_000,
  companies: 1_800,
  deals: 2_400,
  notionPages: 1_200,
  airtableRecords: 2_000,
  seed: 1,
  latencyMs: 0,
  tokenTtlSeconds: 1_800,
  rotateRefresh: false,
  limits: false,
  faults: [],
  scenarios: [],
  admin: true,
  endsWithInput: false,
  state: null,
}

export const USAGE = `npm run sandbox -- [options]

  --port N             HubSpot listens on this port (default 0: a free one)
  --notion-port N      and Notion on this one
  --airtable-port N    and Airtable on this one
  --admin-port N       and the admin calls on this one
  --no-admin           no admin port
  --contacts N         how many contacts HubSpot has (default ${DEFAULT_OPTIONS.contacts})
  --companies N        how many companies (default ${DEFAULT_OPTIONS.companies})
  --deals N            how many deals (default ${DEFAULT_OPTIONS.deals})
  --notion-pages N     how many pages Notion has (default ${DEFAULT_OPTIONS.notionPages})
  --airtable-records N how many records Airtable has (default ${DEFAULT_OPTIONS.airtableRecords})
  --seed N             another seed makes other records (default ${DEFAULT_OPTIONS.seed})
  --latency MS         answer this much later (default 0)
  --limits real|off    enforce the limits that the services publish (default off)
  --token-ttl SECONDS  how long an access token of HubSpot lives (default ${DEFAULT_OPTIONS.tokenTtlSeconds})
  --rotate-refresh     HubSpot hands out a new refresh token at every refresh
  --faults FILE        a JSON list of faults, see src/sandbox/faults.ts
  --scenario NAME      a known misbehaviour; may be repeated
  --list               print the scenarios, each with the line of the lists that it comes from
  --end-with-input     end when standard input is closed
`

type KeysOf<Value> = {
  [Key in keyof SandboxOptions]: SandboxOptions[Key] extends Value ? Key : never
}[keyof SandboxOptions]

const NUMBERS: Record<string, { key: KeysOf<number>; max: number } | undefined> = {
  port: { key: 'port', max: 65_535 },
  'notion-port': { key: 'notionPort', max: 65_535 },
  'airtable-port': { key: 'airtablePort', max: 65_535 },
  'admin-port': { key: 'adminPort', max: 65_535 },
  contacts: { key: 'contacts', max: 5_000_000 },
  companies: { key: 'companies', max: 5_000_000 },
  deals: { key: 'deals', max: 5_000_000 },
  'notion-pages': { key: 'notionPages', max: 1_000_000 },
  'airtable-records': { key: 'airtableRecords', max: 5_000_000 },
  seed: { key: 'seed', max: 2_147_483_647 },
  latency: { key: 'latencyMs', max: 600_000 },
  'token-ttl': { key: 'tokenTtlSeconds', max: 31_536_000 },
}

const FLAGS: Record<string, { key: KeysOf<boolean>; value: boolean } | undefined> = {
  'rotate-refresh': { key: 'rotateRefresh', value: true },
  'end-with-input': { key: 'endsWithInput', value: true },
  'no-admin': { key: 'admin', value: false },
}

type Read = Partial<SandboxOptions> | { reason: string }

/** Options whose value is a text, and what each makes of it. */
const TEXTS: Record<string, ((value: string, options: SandboxOptions) => Read) | undefined> = {
  faults: readFaultFile,
  limits: (value) =>
    value === 'real' || value === 'off'
      ? { limits: value === 'real' }
      : { reason: `--limits must be real or off, not "${value}".` },
  scenario: (value, { scenarios }) => ({ scenarios: [...scenarios, value] }),
}

/** Reads the command line; the reason is a sentence for a person. */
export function readOptions(words: readonly string[]): { options: SandboxOptions } | { reason: string } {
  const options = { ...DEFAULT_OPTIONS }
  for (let at = 0; at < words.length; at++) {
    const [, name = '', inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(words[at] ?? '') ?? []
    const flag = FLAGS[name]
    if (flag !== undefined) {
      if (inline !== undefined) return { reason: `--${name} takes no value.` }
      options[flag.key] = flag.value
      continue
    }
    const number = NUMBERS[name]
    const text = TEXTS[name]
    if (number === undefined && text === undefined)
      return { reason: `"${words[at] ?? ''}" is not an option of the sandbox.` }
    const value = inline ?? words[++at]
    if (value === undefined || value === '') return { reason: `--${name} needs a value.` }
    if (number !== undefined) {
      if (!/^\d{1,10}$/.test(value) || Number(value) > number.max) {
        return { reason: `--${name} must be a whole number from 0 to ${number.max}, not "${value}".` }
      }
      options[number.key] = Number(value)
    } else if (text !== undefined) {
      const read = text(value, options)
      if ('reason' in read) return read
      Object.assign(options, read)
    }
  }
  return { options }
}

function readFaultFile(path: string): { faults: Fault[] } | { reason: string } {
  try {
    const read = parseFaults(JSON.parse(readFileSync(path, 'utf8')))
    return 'reason' in read ? { reason: `The faults in ${path} are not usable: ${read.reason}` } : read
  } catch (error) {
    return {
      reason: `The file of faults cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
}
