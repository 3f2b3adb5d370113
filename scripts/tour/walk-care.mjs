import { walkFiles } from './walk-files.mjs'
import { walkInsights } from './walk-insights.mjs'
import { walkSettings } from './walk-settings.mjs'

/** What is seen of the whole, what is taken along, and what looks after it. */
export async function walkCare(running, visit) {
  await walkInsights(running, visit)
  await walkFiles(running, visit)
  await walkSettings(running, visit)
}
