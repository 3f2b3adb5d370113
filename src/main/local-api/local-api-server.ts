import type { Server } from 'node:http'
import type { Language } from '../../shared/language.ts'
import type { Logger } from '../logging/logger.ts'
import { createLoopbackAnswers, type LoopbackAnswers } from '../oauth/loopback-answers.ts'
import { lingerMs, listenForAnswer, type LoopbackListener } from '../oauth/loopback-listener.ts'
import { closeServers, listenOnEach, type LoopbackLimits } from '../oauth/loopback-server.ts'
import type { OpenBrowser } from '../oauth/open-browser.ts'
import type { SignInPage } from '../oauth/transport.ts'
import { isCallbackPath } from './callback-path.ts'
import { ownHosts } from './refusal.ts'
import type { LocalApiUses } from './uses.ts'

const limits: LoopbackLimits = {
  slowestMs: 5_000,
  longestHeadBytes: 16 * 1024,
  mostConnections: 64,
}
/** Never another address: nobody but this computer is to reach it. */
const hosts = ['127.0.0.1', '::1'] as const

/** Where it listens, and the token that it asks for. */
export interface LocalApiPlace {
  readonly port: number
  readonly tokenHash: Uint8Array
}

export interface LocalApiServerPorts {
  readonly version: string
  readonly logger: Logger
  /** Of the pages that the browser shows after a sign-in. */
  readonly language: () => Language
  /** For whoever asks in the window to see the page of a sign-in that a program began. */
  readonly openBrowser: OpenBrowser
}

/** The server of the local API. It outlives the core: while there is none, it says so. */
export interface LocalApiServer {
  /** Listens there and nowhere else, or not at all. False where another program holds the port. */
  listen(place: LocalApiPlace | null): Promise<boolean>
  isListening(): boolean
  /** Who answers from now on; null while the vault is locked. */
  serve(uses: LocalApiUses | null): void
  /** As the sign-in's own listener, and at this API's own address where that is among those that are registered. */
  readonly listenForAnswer: typeof listenForAnswer
  close(): Promise<void>
}

interface Listening {
  readonly port: number
  close(): Promise<void>
}

export function createLocalApiServer(ports: LocalApiServerPorts): LocalApiServer {
  let uses: LocalApiUses | null = null
  let tokenHash: Uint8Array | null = null
  let listening: Listening | null = null
  let lastTurn: Promise<unknown> = Promise.resolve()
  /** By the path at which a sign-in waits for its answer. */
  const waiting = new Map<string, LoopbackAnswers>()

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = lastTurn.then(work, work)
    lastTurn = turn
    return turn
  }

  async function stop(): Promise<void> {
    const before = listening
    listening = null
    tokenHash = null
    if (before === null) return
    await before.close()
    ports.logger.info('local-api.stopped')
  }

  async function start(port: number): Promise<Listening | null> {
    // Nothing of it is loaded before somebody switches it on.
    const { buildApp } = await import('./build-app.ts')
    const app = await buildApp({
      port,
      version: ports.version,
      logger: ports.logger,
      tokenHash: () => tokenHash,
      uses: () => uses,
      answersAt: (path) => waiting.get(path) ?? null,
      answered: () => [...waiting.values()].findLast((answers) => answers.isAnswered()) ?? null,
      signIn: { language: ports.language, listen: listenOwn, openBrowser: ports.openBrowser },
    })
    const servers: readonly Server[] | null = await listenOnEach(hosts, port, limits, app.answer)
    if (servers === null) {
      await app.close()
      ports.logger.warn('local-api.port-taken', { port })
      return null
    }
    ports.logger.info('local-api.listening', { port, addresses: servers.length })
    return {
      port,
      async close() {
        closeServers(servers)
        await app.close()
      },
    }
  }

  const listenOwn: typeof listenForAnswer = async (redirectUris, onCallback, language) =>
    answerHere(redirectUris, onCallback, language) ?? listenForAnswer(redirectUris, onCallback, language)

  function answerHere(
    redirectUris: readonly URL[],
    onCallback: SignInPage['onCallback'],
    language: () => Language = () => 'en',
  ): LoopbackListener | null {
    const redirectUri = redirectUris.find(
      ({ host, pathname }) =>
        listening !== null && ownHosts(listening.port).includes(host) && isCallbackPath(pathname),
    )
    if (redirectUri === undefined) return null
    const answers = createLoopbackAnswers(redirectUri, onCallback, language)
    waiting.set(redirectUri.pathname, answers)
    const close = (): void => {
      if (waiting.get(redirectUri.pathname) === answers) waiting.delete(redirectUri.pathname)
    }
    return {
      redirectUri,
      finish() {
        if (answers.isAnswered()) setTimeout(close, lingerMs).unref()
        else close()
      },
      close,
    }
  }

  return {
    listen: (place) =>
      inTurn(async () => {
        if (place === null || place.port !== listening?.port) await stop()
        if (place === null) return true
        listening ??= await start(place.port)
        tokenHash = listening === null ? null : place.tokenHash
        return listening !== null
      }),
    isListening: () => listening !== null,
    serve(next) {
      uses = next
    },
    listenForAnswer: listenOwn,
    close: () => inTurn(stop),
  }
}
