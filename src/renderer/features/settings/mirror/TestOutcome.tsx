import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { MirrorTest } from '../../../../shared/model/mirror.ts'
import { ToneIcon } from '../../../ui/ToneIcon.tsx'
import { useMirrorProblem } from './use-mirror-problem.ts'

/** What a test of the server found: what failed, what might, and what answered. */
export function TestOutcome({ test }: { readonly test: MirrorTest }) {
  const { t } = useTranslation('mirror')
  const wordsOf = useMirrorProblem()
  const { problem, warnings, evictionPolicy, version, roundTripMs } = test
  const facts = [
    ...(version === null ? [] : [t('test.version', { version })]),
    ...(roundTripMs === null ? [] : [t('test.roundTrip', { ms: roundTripMs })]),
    ...(problem === null && evictionPolicy === null ? [t('test.policyUnknown')] : []),
  ]
  return (
    <Box role="status" sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Line tone={problem === null ? 'success' : 'error'}>
        {problem === null ? t('test.works') : wordsOf(problem)}
      </Line>
      {warnings.map((warning) => (
        <Line key={warning.kind} tone="warning">
          {wordsOf(warning)}
        </Line>
      ))}
      {facts.length > 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {facts.join(' ')}
        </Typography>
      )}
    </Box>
  )
}

interface LineProps {
  readonly tone: 'success' | 'warning' | 'error'
  readonly children: string
}

function Line({ tone, children }: LineProps) {
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <ToneIcon tone={tone} />
      <Typography sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{children}</Typography>
    </Box>
  )
}
