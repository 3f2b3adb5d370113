import { config } from 'zod'
import { askEarly } from './api/early-state.ts'
import { reportStrayErrors } from './api/report-problem.ts'
import { prepareToastSheet } from './app/style-nonce.ts'

// Runs before any other module of the page: it is the first import of `main.tsx`, and a file of its own in the build.

reportStrayErrors()
askEarly()

// Nothing is kept in the page: what is kept lies in the cipher of main. And whoever looks whether there is anything (the
// router does) makes the page wait until main has opened its storage.
for (const storage of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, storage, { value: undefined })
}

prepareToastSheet()

// The page's policy forbids eval; zod tries it while a schema is made and the refusal lands in the console.
config({ jitless: true })
