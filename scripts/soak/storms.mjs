import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runStorm } from '../../tests/support/storm/run-storm.ts'

const services = ['hubspot', 'notion', 'airtable']

/** Storms over all three services, one after the other. */
export async function runStorms({ firstSeed, runs, steps }) {
  let failed = 0
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    for (const service of services) {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-soak-'))
      try {
        const { problems, says } = await runStorm({ service, seed, steps, folder })
        if (problems.length > 0) failed++
        if (problems.length > 0) console.log([says, ...problems].join('\n'))
      } finally {
        fs.rmSync(folder, { recursive: true, force: true })
      }
    }
  }
  const each = services.map((service) => `${service} ${runs} runs`).join(', ')
  const says = `storm of ${steps} changes: ${each} from seed ${firstSeed}, ${failed} with a difference`
  return { failed, says }
}
