import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { isObstructed, setAside } from './set-aside.ts'

const nowMs = Date.UTC(2026, 8, 5, 4, 3, 2, 999)

describe('setting aside', () => {
  it('renames the file and what belongs to it, with the time in UTC (R37)', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'cache.db')
    for (const ending of ['', '-wal', '-shm']) fs.writeFileSync(file + ending, `content${ending}`)
    const aside = setAside(file, nowMs)
    expect(aside).toBe(`${file}.corrupt-20260905T040302Z`)
    expect(fs.readdirSync(folder).sort()).toEqual(
      ['', '-shm', '-wal'].map((ending) => `cache.db.corrupt-20260905T040302Z${ending}`),
    )
    expect(fs.readFileSync(`${aside}-wal`, 'utf8')).toBe('content-wal')
  })

  it('never takes a name that is taken (R37)', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'cache.db')
    const names = [1, 2, 3].map((n) => {
      fs.writeFileSync(file, `try ${n}`)
      return path.basename(setAside(file, nowMs))
    })
    expect(names).toEqual(['', '-2', '-3'].map((n) => `cache.db.corrupt-20260905T040302Z${n}`))
    expect(names.map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))).toEqual([
      'try 1',
      'try 2',
      'try 3',
    ])
  })

  it('sees what cannot be a database without opening it', () => {
    const file = path.join(temporaryFolder(), 'cache.db')
    expect(isObstructed(file)).toBe(false)
    fs.writeFileSync(file, 'x')
    expect(isObstructed(file)).toBe(false)
    fs.truncateSync(file)
    expect(isObstructed(file)).toBe(true)
    fs.rmSync(file)
    fs.writeFileSync(`${file}-wal`, 'the log of a database that is gone')
    expect(isObstructed(file)).toBe(true)
  })
})
