/**
 * Judges what `npm audit --json` found (docs.npmjs.com, "npm audit"; report version 2). In what is shipped every
 * advisory counts, in tools those that are high or critical. An exception names an advisory, a reason and the last day
 * on which it holds; one that nothing needs any more is a finding too.
 *
 * @param {{ vulnerabilities: Record<string, { via: (string | { name: string, title: string, url: string, severity: string })[] }> }} report
 * @param {ReadonlySet<string>} shipped names of packages
 * @param {readonly { id: string, reason: string, until: string }[]} exceptions `until` as YYYY-MM-DD
 * @param {string} today YYYY-MM-DD
 * @returns {string[]} one sentence a finding
 */
export function auditFindings(report, shipped, exceptions, today) {
  const advisories = new Map()
  for (const { via } of Object.values(report.vulnerabilities)) {
    for (const cause of via) {
      // A name only says through which other package it comes.
      if (typeof cause !== 'string') advisories.set(`${cause.name} ${idOf(cause)}`, cause)
    }
  }
  const counted = [...advisories.values()].filter(
    ({ name, severity }) => shipped.has(name) || severity === 'high' || severity === 'critical',
  )
  const holds = new Map(exceptions.filter(({ until }) => until >= today).map((one) => [one.id, one]))
  const found = counted
    .filter((advisory) => !holds.has(idOf(advisory)))
    .map((advisory) => `${advisory.name}: ${advisory.title} (${advisory.severity}, ${idOf(advisory)})`)
  const present = new Set(counted.map(idOf))
  const stale = exceptions.flatMap(({ id, reason, until }) => [
    ...(/^\d{4}-\d\d-\d\d$/.test(until) && reason !== ''
      ? []
      : [`the exception for ${id} lacks its reason or its day`]),
    ...(until < today ? [`the exception for ${id} held until ${until}`] : []),
    ...(present.has(id) ? [] : [`nothing needs the exception for ${id}`]),
  ])
  return [...found, ...stale]
}

const idOf = ({ url }) => url.split('/').at(-1)
