import fs from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { projectFolder } from '../tools.mjs'
import { layoutFindings } from './layout-findings.mjs'
import { readPage } from './page-facts.mjs'
import { keyRoots, untranslated } from './text-keys.mjs'

/** The levels A and AA of every edition of the guidelines. */
const GUIDELINES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const copyFolder = path.join(projectFolder, 'src/renderer/copy/en')
const roots = keyRoots(
  Object.fromEntries(
    fs
      .readdirSync(copyFolder)
      .map((file) => [
        path.parse(file).name,
        JSON.parse(fs.readFileSync(path.join(copyFolder, file), 'utf8')),
      ]),
  ),
)

/**
 * Everything that a machine can find wrong with what a page shows now: controls and texts that are cut off, covered
 * or on top of each other, keys instead of words, and violations of WCAG A and AA.
 *
 * @param {import('playwright').Page} page
 * @param {{ rules?: string[], isAccessibilityChecked?: boolean }} [options] `rules` of axe instead of all of A and AA
 * @returns {Promise<import('./layout-findings.mjs').Finding[]>}
 */
export async function inspectPage(page, { rules, isAccessibilityChecked = true } = {}) {
  await settle(page)
  const facts = await withoutNews(page, () => page.evaluate(readPage))
  const ours = facts.texts.filter(({ isOurs }) => isOurs)
  const keys = untranslated([...ours.map(({ text }) => text), ...facts.names], roots)
  return [
    ...layoutFindings(facts),
    ...keys.map((text) => ({ kind: 'untranslated', element: `"${text}"`, detail: 'a key instead of words' })),
    ...(isAccessibilityChecked ? await accessibilityFindings(page, rules) : []),
  ]
}

/** A toast goes by itself: what it lies over until then is no fault of the screen. Axe looks at it all the same. */
async function withoutNews(page, read) {
  const show = (visibility) =>
    page.evaluate((value) => {
      for (const stack of document.querySelectorAll('.notistack-SnackbarContainer')) {
        stack.style.visibility = value
      }
    }, visibility)
  await show('hidden')
  const facts = await read()
  await show('')
  return facts
}

/** Brings every movement to its end: what moves has no place yet, and what fades in has the wrong contrast. */
export async function settle(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const ending = () =>
      document
        .getAnimations()
        .filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)
    await document.fonts.ready
    await frame()
    // The end of one movement may begin another, but not for ever.
    for (let moving = ending(), rounds = 0; moving.length > 0 && rounds < 50; moving = ending(), rounds++) {
      for (const one of moving) one.finish()
      await frame()
    }
    // What closes stays, unseen, until its time is over, and lies over everything else.
    const isLeaving = (part) => getComputedStyle(part).opacity === '0'
    for (let rounds = 0; rounds < 60; rounds++) {
      const layers = [
        ...document.querySelectorAll('.MuiModal-root > :is(.MuiPaper-root, .MuiDialog-container)'),
      ]
      if (!layers.some(isLeaving)) break
      await frame()
    }
    await frame()
  })
}

async function accessibilityFindings(page, rules) {
  // Half a megabyte goes into a page only once; after that a word will do.
  const isThere = await page.evaluate(() => 'axe' in globalThis)
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: 'null' } : {}) })
    // Everything else would be put into words too, and nobody reads it.
    .options({ resultTypes: ['violations'], preload: false })
    // The other mode puts the results together on a page of its own, and Electron opens none on request.
    .setLegacyMode()
  const wanted = rules === undefined ? axe.withTags(GUIDELINES) : axe.withRules(rules)
  let { violations } = await wanted.analyze()
  if (violations.length > 0) {
    // Words of a button may have begun to fade in meanwhile, and are no fault when they are there.
    await settle(page)
    violations = (await wanted.analyze()).violations
  }
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, any, all, none }) => ({
      kind: `axe ${id}`,
      element: `${String(target)} ${html.slice(0, 160)}`,
      detail: [help, ...[...any, ...all, ...none].map(({ message }) => message)].join('; ').slice(0, 400),
    })),
  )
}
