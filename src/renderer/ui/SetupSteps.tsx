import Box from '@mui/material/Box'
import { CopyBlock } from './CopyBlock.tsx'

export interface SetupStep {
  readonly text: string
  /** Something to take over letter for letter: a file, commands, a list. `name` says what it is, as in "Copy the commands". */
  readonly copy?: { readonly name: string; readonly value: string }
}

/** How to get somewhere, in order, with what is to be copied on the way. */
export function SetupSteps({ steps }: { readonly steps: readonly SetupStep[] }) {
  return (
    <Box
      component="ol"
      sx={{
        m: 0,
        pl: 2.75,
        typography: 'body2',
        '& li + li': { mt: 1.25 },
        '& li::marker': { fontWeight: 650 },
      }}
    >
      {steps.map(({ text, copy }) => (
        <li key={text}>
          {text}
          {copy !== undefined && (
            <Box sx={{ mt: 0.75 }}>
              <CopyBlock value={copy.value} what={copy.name} />
            </Box>
          )}
        </li>
      ))}
    </Box>
  )
}
