const cell = (text) => `\`${text.replaceAll('|', '\\|').replaceAll('`', "'")}\``

const row = (...cells) => `| ${cells.join(' | ')} |`

/**
 * docs/mutation.md, by the figures of the areas.
 *
 * @param {Record<string, { date: string } & ReturnType<typeof import('./outcome.mjs').outcomeOf>>} figures
 * @param {number} least the score that an area must reach, in percent
 */
export function pageOf(figures, least) {
  const areas = Object.entries(figures)
  return [
    '# Mutation tests',
    '',
    'Written by `npm run mutate`; [CONTRIBUTING.md](../CONTRIBUTING.md) says how it works. A mutant is the program with one',
    'thing changed, such as a condition turned round; it is killed when a test fails. The score is the share of those that',
    `were killed or ran out of time, among all but the accepted ones, and has to be ${least} % at least.`,
    '',
    row(
      'Area',
      'Mutants',
      'Killed',
      'Never ended',
      'Survived',
      'In no test',
      'Of these accepted',
      'Score',
      'Run on',
    ),
    row(...Array.from({ length: 9 }, () => '---')),
    ...areas.map(([name, one]) =>
      row(
        ...[name, one.mutants, one.killed, one.timedOut, one.survived, one.uncovered, one.accepted],
        ...[`${one.score.toFixed(1)} %`, one.date],
      ),
    ),
    ...areas.flatMap(([name, { left }]) => [
      ...listed(
        `${name}: accepted`,
        left.filter(({ reason }) => reason !== null),
      ),
      ...listed(
        `${name}: not noticed`,
        left.filter(({ reason }) => reason === null),
      ),
    ]),
    '',
  ].join('\n')
}

function listed(title, survivors) {
  if (survivors.length === 0) return []
  const withReason = survivors[0].reason !== null
  const head = [
    'File',
    'Line',
    'Put in place of something there',
    ...(withReason ? ['Why it may survive'] : []),
  ]
  return [
    '',
    `## ${title}`,
    '',
    row(...head),
    row(...head.map(() => '---')),
    ...survivors.map(({ file, line, replacement, reason }) =>
      row(file, cell(line), cell(replacement), ...(withReason ? [reason] : [])),
    ),
  ]
}
