import { readFileSync } from 'node:fs'
import { parseFaults, type Fault } from './faults.ts'

export type SandboxOptions = {
  /** 0 takes a free one. */
  port: number
  contacts: number
  companies: number
  deals: number
  /** The same seed and sizes give the same records. */
  seed: number
  /** Every answer is this much late. */
  latencyMs: number
  tokenTtlSeconds: number
  /** Whether a refresh hands out a new refresh token and kills the old one. */
  rotateRefresh: boolean
  faults: readonly Fault[]
  /** Whether to end with standard input: for a parent that holds the other end and may crash. */
  endsWithInput: boolean
  /** What an earlier run of the same sandbox remembered, as it was given to `onStateChange`. */
  state: string | null
}

export const DEFAULT_OPTIONS: SandboxOptions = {
  port: 0,
  contacts: 12_000,
  companies: 1_800,
  deals: 2_400,
  seed: 1,
  latencyMs: 0,
  tokenTtlSeconds: 1_800,
  rotateRefresh: false,
  faults: [],
  endsWithInput: false,
  state: null,
}

export const USAGE = `npm run sandbox -- [options]

  --port N             listen on this port (default 0: a free one)
  --contacts N         how many contacts (default ${DEFAULT_OPTIONS.contacts})
  --companies N        how many companies (default ${DEFAULT_OPTIONS.companies})
  --deals N            how many deals (default ${DEFAULT_OPTIONS.deals})
  --seed N             another seed makes other records (default ${DEFAULT_OPTIONS.seed})
  --latency MS         answer this much later (default 0)
  --token-ttl SECONDS  how long an access token lives (default ${DEFAULT_OPTIONS.tokenTtlSeconds})
  --rotate-refresh     hand out a new refresh token at every refresh
  --faults FILE        a JSON list of faults, see src/sandbox/faults.ts
  --end-with-input     end when standard input is closed
`

type NumberOption = 'port' | 'contacts' | 'companies' | 'deals' | 'seed' | 'latencyMs' | 'tokenTtlSeconds'

const NUMBERS: Record<string, { key: NumberOption; max: number } | undefined> = {
  port: { key: 'port', max: 65_535 },
  contacts: { key: 'contacts', max: 5_000_000 },
  companies: { key: 'companies', max: 5_000_000 },
  deals: { key: 'deals', max: 5_000_000 },
  seed: { key: 'seed', max: 2_147_483_647 },
  latency: { key: 'latencyMs', max: 600_000 },
  'token-ttl': { key: 'tokenTtlSeconds', max: 31_536_000 },
}

/** Reads the command line; the reason is a sentence for a person. */
export function readOptions(words: readonly string[]): { options: SandboxOptions } | { reason: string } {
  const options = { ...DEFAULT_OPTIONS }
  for (let at = 0; at < words.length; at++) {
    const [, name = '', inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(words[at] ?? '') ?? []
    if (name === 'rotate-refresh' || name === 'end-with-input') {
      if (inline !== undefined) return { reason: `--${name} takes no value.` }
      options[name === 'rotate-refresh' ? 'rotateRefresh' : 'endsWithInput'] = true
      continue
    }
    const number = NUMBERS[name]
    if (number === undefined && name !== 'faults')
      return { reason: `"${words[at] ?? ''}" is not an option of the sandbox.` }
    const value = inline ?? words[++at]
    if (value === undefined || value === '') return { reason: `--${name} needs a value.` }
    if (number === undefined) {
      const read = readFaultFile(value)
      if ('reason' in read) return read
      options.faults = read.faults
    } else {
      if (!/^\d{1,10}$/.test(value) || Number(value) > number.max) {
        return { reason: `--${name} must be a whole number from 0 to ${number.max}, not "${value}".` }
      }
      options[number.key] = Number(value)
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
