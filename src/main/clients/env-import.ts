import { TextDecoder } from 'node:util'
import type { AppError } from '../../shared/errors.ts'
import type { EnvPreview } from '../../shared/model/client-settings.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { KnownSecrets } from '../logging/redact.ts'
import type { Provider } from '../providers/provider.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'
import { choiceOf, credentialsOf, offerOf, problemOf } from './env-offer.ts'
import { parseEnv } from './parse-env.ts'
import { type EnvClient, type EnvContents, readEnv } from './read-env.ts'
import { redisAddress, type RedisRecord } from './redis-settings.ts'

/** A file that the user has chosen, read whole. */
export interface ChosenFile {
  /** Without its folder. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface EnvImportPorts {
  readonly records: AccountRecords
  readonly redis: RedisRecord
  readonly directory: ProviderDirectory
  readonly secrets: KnownSecrets
  readonly workspaceId: () => WorkspaceId | null
  /** Lets the user choose a file; null when none was chosen. */
  readonly chooseFile: () => Promise<Result<ChosenFile | null, AppError>>
}

export interface EnvImport {
  choose(): Promise<Result<EnvPreview | null, AppError>>
  /** Takes what was shown, once. Answers whose apps are set now. */
  take(bareFor: ProviderId | null): Promise<Result<ProviderId[], AppError>>
}

interface Pending {
  readonly workspaceId: WorkspaceId | null
  readonly contents: EnvContents
}

const refused = (detail: string): Result<never, AppError> => err({ kind: 'invalid-request', detail })

/** What a chosen `.env` holds waits here, in memory, until the user has seen what it is and takes it. */
export function createEnvImport(ports: EnvImportPorts): EnvImport {
  const { records, redis, directory, secrets } = ports
  let pending: Pending | null = null

  async function providersNow(): Promise<Result<Provider[], AppError>> {
    const placed = await Promise.all(directory.descriptors().map(({ id }) => directory.find(id)))
    const providers: Provider[] = []
    for (const one of placed) {
      if (!one.ok) return one
      // Where the app brings its own there is nothing to set.
      if (one.value.givenClient === null) providers.push(one.value.provider)
    }
    return providers.length === 0 ? refused('this workspace has its own apps') : ok(providers)
  }

  async function choose(): Promise<Result<EnvPreview | null, AppError>> {
    pending = null
    const providers = await providersNow()
    if (!providers.ok) return providers
    const file = await ports.chooseFile()
    if (!file.ok || file.value === null) return file.ok ? ok(null) : file
    const ids = providers.value.map(({ descriptor }) => descriptor.id)
    const contents = readEnv(parseEnv(decode(file.value.bytes)), ids)
    for (const secret of secretsOf(contents)) secrets.remember(secret)

    const clients: EnvPreview['clients'] = []
    for (const client of contents.clients) {
      const set = client.providerId === null ? ok(null) : await records.readClient(client.providerId)
      if (!set.ok) return set
      clients.push(offerOf(client, candidates(client, providers.value), set.value !== null))
    }
    pending = { contents, workspaceId: ports.workspaceId() }
    return ok({
      fileName: file.value.name.slice(-300).toWellFormed(),
      clients,
      redisAddress: contents.redis === null ? null : redisAddress(contents.redis),
      ignored: [...contents.ignored],
    })
  }

  async function take(bareFor: ProviderId | null): Promise<Result<ProviderId[], AppError>> {
    const taken = pending
    if (taken === null || taken.workspaceId !== ports.workspaceId()) return refused('no file was chosen')
    const providers = await providersNow()
    if (!providers.ok) return providers
    const wanted = assign(taken.contents.clients, bareFor, providers.value)
    if (!wanted.ok) return wanted
    for (const { client, provider } of wanted.value) {
      const written = await keep(client, provider)
      if (!written.ok) return written
    }
    if (taken.contents.redis !== null) {
      const written = await redis.write(taken.contents.redis)
      if (!written.ok) return written
    }
    // Only now: what could not be written can be taken once more.
    pending = null
    return ok(wanted.value.map(({ provider }) => provider.descriptor.id))
  }

  async function keep(client: EnvClient, provider: Provider): Promise<Result<null, AppError>> {
    const { id } = provider.descriptor
    const written = await records.writeClient(id, credentialsOf(client, provider))
    if (!written.ok) return written
    const known = await records.readChoice(id)
    if (!known.ok) return known
    const choice = choiceOf(client, provider, known.value)
    return choice === null ? ok(null) : records.writeChoice(id, choice)
  }

  return { choose, take }
}

interface Assigned {
  readonly client: EnvClient
  readonly provider: Provider
}

/** Which app goes to which provider: all that can be taken, and those without a provider where the user says. */
function assign(
  clients: readonly EnvClient[],
  bareFor: ProviderId | null,
  providers: readonly Provider[],
): Result<Assigned[], AppError> {
  const assigned: Assigned[] = []
  for (const client of clients) {
    const id = client.providerId ?? bareFor
    const provider = providers.find(({ descriptor }) => descriptor.id === id)
    if (provider === undefined || problemOf(client, [provider]) !== null) continue
    if (assigned.some((one) => one.provider === provider)) return refused('two apps for one service')
    assigned.push({ client, provider })
  }
  return ok(assigned)
}

const candidates = ({ providerId }: EnvClient, providers: readonly Provider[]): readonly Provider[] =>
  providerId === null ? providers : providers.filter(({ descriptor }) => descriptor.id === providerId)

function* secretsOf({ clients, redis }: EnvContents): Generator<string> {
  for (const { clientSecret } of clients) if (clientSecret !== null) yield clientSecret
  if (redis?.password != null) yield redis.password
  if (redis?.url == null) return
  yield redis.url
  const { password } = new URL(redis.url)
  if (password !== '') yield password
}

/** Windows' own tools write UTF-16 with a mark at its start; all others write UTF-8. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes)
}
