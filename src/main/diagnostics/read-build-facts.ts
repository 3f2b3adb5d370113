import { readFile } from 'node:fs/promises'
import { type BuildFacts, buildFactsSchema } from '../../shared/model/diagnostics.ts'

/** What the build wrote beside the app's code (scripts/build-facts.mjs); empty where it was not built. */
export async function readBuildFacts(file: URL): Promise<BuildFacts> {
  try {
    return buildFactsSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return { commit: null, licences: [] }
  }
}
