import { runEditStorm } from '../../tests/support/storm/edits/run-edit-storm.ts'

const steps = 150

/** Storms over the edits of contacts, one seed after the other, for so many minutes. */
export async function runEditStorms({ firstSeed, minutes }) {
  const untilMs = Date.now() + minutes * 60_000
  const sums = { edits: 0, sent: 0, deaths: 0 }
  const reasons = new Set()
  let failed = 0
  let seed = firstSeed
  for (; seed === firstSeed || Date.now() < untilMs; seed++) {
    const end = await runEditStorm({ seed, steps })
    for (const name of Object.keys(sums)) sums[name] += end[name]
    for (const reason of end.reasons) reasons.add(reason)
    if (end.problems.length > 0) failed++
    if (end.problems.length > 0) console.log([...end.problems, end.says].join('\n'))
  }
  const says =
    `storm of ${steps} steps over edits: ${seed - firstSeed} runs from seed ${firstSeed} in ${minutes} minutes, ` +
    `${sums.edits} edits, ${sums.sent} writes, ${sums.deaths} deaths, ${reasons.size} kinds of questions, ` +
    `${failed} with a fault`
  return { failed, says }
}
