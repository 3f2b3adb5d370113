import { expect, it } from 'vitest'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { saveChart } from './save-chart.ts'

/** One pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII='
const bytes = Buffer.from(png, 'base64')

async function saved(base64: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-chart-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const asked: unknown[] = []
  const done = await saveChart(
    async (proposal) => {
      asked.push(proposal)
      return path.join(folder, 'chart.png')
    },
    { kind: 'png', name: 'Deals / by stage', base64 },
  )
  return { done, asked, folder }
}

it('writes a picture where the user says, and nothing else beside it', async () => {
  const { done, asked, folder } = await saved(png)
  expect(done).toEqual({ ok: true, value: { isSaved: true } })
  expect(asked).toEqual([{ name: expect.not.stringContaining('/'), extension: 'png' }])
  expect(await readdir(folder)).toEqual(['chart.png'])
  expect(await readFile(path.join(folder, 'chart.png'))).toEqual(bytes)
})

it('asks nobody and writes nothing where it is no picture (R30)', async () => {
  const changed = (at: number, ...values: number[]): string => {
    const copy = Buffer.from(bytes)
    copy.set(values, at)
    return copy.toString('base64')
  }
  const none = [
    '',
    Buffer.from('<svg onload="alert(1)"/>'.repeat(9)).toString('base64'),
    changed(0, 0),
    changed(12, 0x58),
    // A side of none, and one of four thousand million.
    changed(16, 0, 0, 0, 0),
    changed(16, 0xff, 0xff, 0xff, 0xff),
    bytes.subarray(0, -4).toString('base64'),
    Buffer.concat([bytes, Buffer.from('#!/bin/sh')]).toString('base64'),
  ]
  for (const base64 of none) {
    const { done, asked, folder } = await saved(base64)
    expect(done).toEqual({ ok: false, error: { kind: 'invalid-request', detail: 'not a picture' } })
    expect(asked).toEqual([])
    expect(await readdir(folder)).toEqual([])
  }
})

it('writes a table as UTF-8 with its mark, and says so where nobody chose a place', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-chart-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'chart.csv')
  const table = { kind: 'csv', name: 'New contacts', text: 'Zoë,1\r\n' } as const
  expect(await saveChart(async () => null, table)).toEqual({ ok: true, value: { isSaved: false } })
  await saveChart(async () => file, table)
  expect((await readFile(file)).toString('utf8')).toBe('\uFEFFZoë,1\r\n')
  const gone = await saveChart(async () => path.join(folder, 'no', 'chart.csv'), table)
  expect(gone).toEqual({ ok: false, error: { kind: 'file-not-written' } })
})
