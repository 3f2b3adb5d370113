import { listenOnLoopback, type Listening } from '../../src/sandbox/listen.ts'

/** Ports that nobody holds on either address family; they are free again when this answers. */
export async function freePorts(count: number): Promise<number[]> {
  const held: Listening[] = []
  for (let at = 0; at < count; at += 1) held.push(await listenOnLoopback(0, () => undefined))
  for (const { close } of held) await close()
  return held.map(({ port }) => port)
}
