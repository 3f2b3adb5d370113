import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../tools.mjs'
import { FLAME_PARTS, PARTS, QUICK_PARTS } from './parts.mjs'

const page = fs.readFileSync(path.join(projectFolder, 'docs/performance.md'), 'utf8')

it.each(Object.keys(PARTS))('part %s of the bench has its place in docs/performance.md', (name) => {
  expect(page).toContain(`<!-- bench: ${name} -->`)
  expect(page).toContain(`<!-- /bench: ${name} -->`)
})

it('names what a quick run takes and what can be recorded', () => {
  expect(QUICK_PARTS).toEqual(['main-stall', 'store', 'sync', 'sandbox'])
  expect(FLAME_PARTS).toEqual(['startup', 'ui', 'sync'])
})
