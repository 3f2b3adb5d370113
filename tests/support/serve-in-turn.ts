import type { ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { answerJson, startLoopbackServer, type LoopbackServer } from './loopback-server.ts'

export type Answering = (response: ServerResponse) => void

/** Answers the first requests with these, in turn, and every later one with the last; closed with the test. */
export async function serveInTurn(...answers: readonly [...Answering[], Answering]): Promise<LoopbackServer> {
  let served = 0
  const server = await startLoopbackServer((_request, response) => {
    answers[Math.min(served++, answers.length - 1)]?.(response)
  })
  onTestFinished(() => server.close())
  return server
}

export const fine: Answering = (response) => answerJson(response, 200, { ok: true })

export const failing =
  (
    status: number,
    body: unknown = { message: 'no' },
    headers: Readonly<Record<string, string>> = {},
  ): Answering =>
  (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    answerJson(response, status, body)
  }
