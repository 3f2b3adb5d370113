import { TransportFailure } from './transport-failure.ts'

/**
 * Reads a body to its end, but never more than `maxBytes` of it (counted after decompression, so that a
 * small bomb is caught too), and not a moment longer than the signal allows, however slowly it drips.
 * Throws {@link TransportFailure} `too-large`, the signal's reason, or what the connection says.
 */
export async function readBody(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal)
      if (done) return joined(chunks, size)
      size += value.byteLength
      if (size > maxBytes) throw new TransportFailure('too-large')
      chunks.push(value)
    }
  } catch (thrown) {
    // Lets go of the connection. That this fails on a broken one says nothing new.
    reader.cancel(thrown).catch(() => undefined)
    throw thrown
  }
}

/** The promise's outcome, or the signal's reason if that comes first. */
export function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
