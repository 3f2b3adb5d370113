import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRowBlocks, type RowPage } from './row-blocks.ts'

interface Row {
  readonly id: number
  readonly text: string
}

interface Asked {
  readonly offset: number
  readonly answer: () => Promise<void>
  readonly fail: (reason: Error) => Promise<void>
}

/** A store whose answers a test gives out by hand, in the order it likes. */
function aSlowStore(total: number, options: { rowsPerBlock?: number; capacity?: number } = {}) {
  const world = { total, text: 'old' }
  const asked: Asked[] = []
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
  const page = (offset: number, limit: number): RowPage<Row> => ({
    total: world.total,
    rows: Array.from({ length: Math.max(0, Math.min(limit, world.total - offset)) }, (_, step) => ({
      id: offset + step,
      text: world.text,
    })),
  })
  const blocks = createRowBlocks<Row>({
    ...options,
    load: (offset, limit) =>
      new Promise((resolve, reject) => {
        asked.push({
          offset,
          answer() {
            resolve(page(offset, limit))
            return settle()
          },
          fail(reason) {
            reject(reason)
            return settle()
          },
        })
      }),
  })
  const answerAll = async (): Promise<void> => {
    for (let next = asked.shift(); next; next = asked.shift()) await next.answer()
  }
  return { world, asked, blocks, answerAll, offsets: () => asked.map((one) => one.offset) }
}

describe('createRowBlocks', () => {
  it('knows nothing before the first answer, and the true total after it', async () => {
    const { blocks, answerAll, offsets } = aSlowStore(1_000)
    expect(blocks.snapshot().total).toBeNull()
    blocks.show(0, 20)
    expect(offsets()).toEqual([0])
    expect(blocks.rowAt(0)).toBeNull()
    await answerAll()
    expect(blocks.snapshot().total).toBe(1_000)
    expect(blocks.rowAt(0)).toEqual({ id: 0, text: 'old' })
    expect(blocks.rowAt(200)).toBeNull()
  })

  it('asks for exactly the blocks in view, each once', async () => {
    const { blocks, answerAll, asked, offsets } = aSlowStore(1_000)
    blocks.show(0, 20)
    await answerAll()
    blocks.show(190, 210)
    blocks.show(195, 215)
    expect(offsets()).toEqual([200])
    await answerAll()
    blocks.show(0, 399)
    expect(asked).toHaveLength(0)
  })

  it('loads where the scroll bar came to rest, not everything that it passed', async () => {
    const { blocks, answerAll, offsets } = aSlowStore(1_000_000)
    blocks.show(0, 20)
    await answerAll()
    const loaded = new Set<number>()
    for (let row = 1_000; row <= 900_000; row += 1_000) blocks.show(row, row + 20)
    for (const offset of offsets()) loaded.add(offset)
    expect(loaded.size).toBe(3)
    await answerAll()
    expect(blocks.rowAt(900_000)).toEqual({ id: 900_000, text: 'old' })
  })

  it('keeps the old rows on the screen until the new ones are there', async () => {
    const { blocks, world, answerAll, offsets } = aSlowStore(1_000)
    blocks.show(0, 20)
    await answerAll()
    world.text = 'new'
    world.total = 1_001
    blocks.refresh()
    expect(offsets()).toEqual([0])
    expect(blocks.rowAt(5)?.text).toBe('old')
    expect(blocks.snapshot().total).toBe(1_000)
    await answerAll()
    expect(blocks.rowAt(5)?.text).toBe('new')
    expect(blocks.snapshot().total).toBe(1_001)
  })

  it('reloads only what is in view, and the rest when it is shown again', async () => {
    const { blocks, world, answerAll, offsets } = aSlowStore(1_000)
    for (const row of [0, 200, 400]) blocks.show(row, row + 20)
    await answerAll()
    world.text = 'new'
    blocks.refresh()
    expect(offsets()).toEqual([400])
    await answerAll()
    expect(blocks.rowAt(0)?.text).toBe('old')
    blocks.show(0, 20)
    await answerAll()
    expect(blocks.rowAt(0)?.text).toBe('new')
  })

  it('turns a storm of refreshes during a load into one more load', async () => {
    const { blocks, world, asked, answerAll, offsets } = aSlowStore(1_000)
    blocks.show(0, 20)
    for (let time = 0; time < 50; time += 1) blocks.refresh()
    expect(offsets()).toEqual([0])
    await asked.shift()?.answer()
    world.text = 'new'
    expect(offsets()).toEqual([0])
    await answerAll()
    expect(blocks.rowAt(0)?.text).toBe('new')
  })

  it('follows a list that shrank below the view', async () => {
    const { blocks, world, answerAll } = aSlowStore(1_000)
    blocks.show(900, 920)
    await answerAll()
    world.total = 150
    blocks.refresh()
    await answerAll()
    expect(blocks.snapshot().total).toBe(150)
    expect(blocks.rowAt(149)).toEqual({ id: 149, text: 'old' })
  })

  it('shows a failure, keeps the rows, and forgets the failure once a load succeeds', async () => {
    const { blocks, asked, answerAll } = aSlowStore(1_000)
    blocks.show(0, 20)
    await answerAll()
    blocks.refresh()
    await asked.shift()?.fail(new Error('no store'))
    expect(blocks.snapshot().failure).toEqual(new Error('no store'))
    expect(blocks.rowAt(0)).not.toBeNull()
    blocks.refresh()
    await answerAll()
    expect(blocks.snapshot().failure).toBeNull()
  })

  it('finds a row again after a refresh moved it', async () => {
    const { blocks, answerAll } = aSlowStore(1_000)
    blocks.show(0, 20)
    await answerAll()
    expect(blocks.indexOf((row) => row.id === 123)).toBe(123)
    expect(blocks.indexOf((row) => row.id === 500)).toBeNull()
  })

  it('keeps no more blocks than it may, and always those in view, wherever one scrolls', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 990 }), { maxLength: 30 }), async (places) => {
        const { blocks, answerAll } = aSlowStore(1_000, { rowsPerBlock: 10, capacity: 4 })
        for (const first of places) {
          blocks.show(first, first + 9)
          await answerAll()
          for (let row = first; row < first + 10; row += 1) expect(blocks.rowAt(row)?.id).toBe(row)
        }
        const kept = Array.from({ length: 1_000 }, (_, row) => row).filter((row) => blocks.rowAt(row))
        expect(kept.length).toBeLessThanOrEqual(4 * 10)
      }),
    )
  })
})

describe('a list that is still being put together', () => {
  const aGrowingStore = () => {
    const world = { done: 0, step: 250 }
    const load = vi.fn((offset: number, limit: number): Promise<RowPage<Row>> => {
      world.done = Math.min(1_000, world.done + world.step)
      const total = world.done / 10
      return Promise.resolve({
        total,
        rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, step) => ({
          id: offset + step,
          text: `after ${String(world.done)}`,
        })),
        progress: world.done < 1_000 ? { done: world.done, of: 1_000 } : null,
      })
    })
    return { world, load, blocks: createRowBlocks<Row>({ load, pauseMs: 20 }) }
  }

  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is asked for again until it is whole, and shows what is known meanwhile', async () => {
    const { blocks, load } = aGrowingStore()
    const seen: (number | null)[] = []
    blocks.subscribe(() => seen.push(blocks.snapshot().progress?.done ?? null))
    blocks.show(0, 20)
    await vi.advanceTimersByTimeAsync(0)
    expect(blocks.snapshot().progress).toEqual({ done: 250, of: 1_000 })
    expect(blocks.rowAt(24)?.text).toBe('after 250')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(seen).toEqual([250, 500, 750, null])
    expect(blocks.snapshot().total).toBe(100)
    expect(blocks.rowAt(0)?.text).toBe('after 1000')
    expect(load).toHaveBeenCalledTimes(4)
  })

  it('is given up once it is stopped, or once nobody looks at it', async () => {
    const { blocks, load } = aGrowingStore()
    const leave = blocks.subscribe(() => undefined)
    blocks.show(0, 20)
    await vi.advanceTimersByTimeAsync(0)
    blocks.stop()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(load).toHaveBeenCalledTimes(1)
    expect(blocks.snapshot()).toMatchObject({ isStopped: true, progress: { done: 250 } })
    blocks.goOn()
    await vi.advanceTimersByTimeAsync(0)
    expect(load).toHaveBeenCalledTimes(2)
    leave()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('is gone on with once somebody looks at it who had it asked for before', async () => {
    const { blocks, load } = aGrowingStore()
    blocks.show(0, 20)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(load).toHaveBeenCalledTimes(1)
    blocks.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(blocks.snapshot()).toMatchObject({ total: 100, progress: null })
  })
})
