import { config } from 'zod'
import { reportStrayErrors } from './api/report-problem.ts'
import { prepareToastSheet } from './app/style-nonce.ts'

reportStrayErrors()
prepareToastSheet()

// The page's policy forbids eval; zod tries it while a schema is made and the refusal lands in the console.
// Imports run before this line, in an order that the bundler decides, hence everything else comes later.
config({ jitless: true })
const { start } = await import('./app/start.tsx')
await start()
