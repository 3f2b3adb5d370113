import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Language } from '../../shared/language.ts'
import type { Logger } from '../logging/logger.ts'
import type { LoopbackAnswers } from '../oauth/loopback-answers.ts'
import type { listenForAnswer } from '../oauth/loopback-listener.ts'
import type { OpenBrowser } from '../oauth/open-browser.ts'
import type { LocalApiUses } from './uses.ts'

/** What the routes of the local API are given. */
export interface AppPorts {
  readonly port: number
  readonly version: string
  readonly logger: Logger
  /** Null where nobody is let in. */
  readonly tokenHash: () => Uint8Array | null
  /** Null while the vault is locked. */
  readonly uses: () => LocalApiUses | null
  /** Replies for the sign-in that waits for its answer at a path. */
  readonly answersAt: (path: string) => LoopbackAnswers | null
  /** Replies for the sign-in that was answered last, as long as its browser may look. */
  readonly answered: () => LoopbackAnswers | null
  readonly signIn: {
    readonly language: () => Language
    readonly listen: typeof listenForAnswer
    readonly openBrowser: OpenBrowser
  }
}

/** Fastify, with its routes' types taken from their zod schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>
