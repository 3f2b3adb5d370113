/**
 * Holds what the app and the official clients say to the sandbox, and what it answers, against the documents that
 * HubSpot and Notion publish: `npm run test:contracts`. Says so and ends well where those documents are not on this
 * computer; PORTOLAN_CONTRACTS names their folder.
 */
import { findDocuments, NO_DOCUMENTS } from './contracts/documents.mjs'
import { foreground } from './session/child.mjs'
import { nodeTool, projectFolder, toolEnvironment } from './tools.mjs'

if (findDocuments() === null) {
  console.log(`contracts: ${NO_DOCUMENTS}`)
} else {
  const { command, args } = nodeTool(
    'vitest/vitest.mjs',
    'run',
    '--project',
    'contracts',
    ...process.argv.slice(2),
  )
  process.exitCode = await foreground(command, args, { cwd: projectFolder, env: toolEnvironment() })
}
