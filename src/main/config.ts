import { readFileSync } from 'node:fs'
import { endpointsFileSchema, type EndpointsFile } from './providers/endpoints.ts'

/** What the environment may say, parsed once; nobody else reads `process.env`. */
export interface Config {
  /** `PORTOLAN_USER_DATA`: another profile folder. */
  readonly userDataDir: string | null
  /** `PORTOLAN_ENDPOINTS`: replaces the providers' addresses and client credentials. */
  readonly endpoints: EndpointsFile | null
  /** `PORTOLAN_LANGUAGES`: locales in place of the computer's own, for example `de-AT,en` or the made-up `qps-ploc`. */
  readonly languages: readonly string[] | null
  /** electron-vite's development server. */
  readonly rendererUrl: string | null
  /** `--hidden` on the command line: the window waits until somebody starts the app once more. */
  readonly startsHidden: boolean
}

/**
 * The automation contract of CONTRIBUTING.md. A packaged app ignores its variables: none must be able to
 * send an installed app's tokens somewhere else. Throws with a sentence when a named file is unusable.
 */
export function readConfig(
  environment: NodeJS.ProcessEnv,
  isPackaged: boolean,
  argv: readonly string[] = [],
): Config {
  const startsHidden = hasHiddenSwitch(argv)
  if (isPackaged)
    return { userDataDir: null, endpoints: null, languages: null, rendererUrl: null, startsHidden }
  const endpointsPath = environment['PORTOLAN_ENDPOINTS']
  return {
    userDataDir: environment['PORTOLAN_USER_DATA'] ?? null,
    endpoints:
      endpointsPath === undefined
        ? null
        : endpointsFileSchema.parse(JSON.parse(readFileSync(endpointsPath, 'utf8'))),
    languages: environment['PORTOLAN_LANGUAGES']?.split(',') ?? null,
    rendererUrl: environment['ELECTRON_RENDERER_URL'] ?? null,
    startsHidden,
  }
}

/** What follows `--` came with a link, and is nobody's switch. */
function hasHiddenSwitch(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return argv.slice(0, end < 0 ? undefined : end).includes('--hidden')
}
