import type { Page } from 'playwright'

/**
 * V8 cuts each text in a snapshot, by default after 1,024 characters: a token in a long reply would be overlooked.
 * An app whose heap is to be searched is started with this switch.
 */
export const wholeTextsInHeap = '--js-flags=--heap-snapshot-string-limit=16777216'

/**
 * All texts that live in the page's heap, its garbage collected, as the one JSON list that a snapshot keeps them in
 * (v8/src/profiler/heap-snapshot-generator.cc writes it last).
 */
export async function textsInHeap(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  try {
    const chunks: string[] = []
    session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
    const snapshot = chunks.join('')
    const at = snapshot.lastIndexOf('\n"strings":[')
    if (at < 0) throw new Error('the heap snapshot has no list of texts')
    return snapshot.slice(at)
  } finally {
    await session.detach()
  }
}
