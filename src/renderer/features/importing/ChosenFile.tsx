import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportOptions, ImportState } from '../../../shared/model/import.ts'
import { problemOf } from '../../api/client.ts'
import { contactFormQuery } from '../../api/use-contacts.ts'
import type { ImportSteps } from '../../api/use-import.ts'
import { isolated } from '../../copy/isolated.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatBytes } from '../../ui/format.ts'
import { Section } from '../../ui/Section.tsx'
import { ColumnMapping } from './ColumnMapping.tsx'
import { ImportChoices } from './ImportChoices.tsx'
import { ImportOutcome } from './ImportOutcome.tsx'

interface ChosenFileProps {
  readonly state: ImportState
  readonly steps: ImportSteps
}

/** The columns of the file, what is done about contacts that are here, the check and what came of it. */
export function ChosenFile({ state, steps }: ChosenFileProps) {
  const { t } = useTranslation('importing')
  const { file, phase, problem } = state
  const [options, setOptions] = useState<ImportOptions>(file.options)
  /** What was checked: other choices need another check. */
  const [checked, setChecked] = useState<ImportOptions>(file.options)
  /** What was begun here ends before somebody's eyes. */
  const [isAwaited, setAwaited] = useState(false)
  const form = useQuery(contactFormQuery(file.accountId))
  const isBusy = phase === 'checking' || phase === 'noting'
  const isNoted = phase === 'noted' || phase === 'undone'
  const isStale = JSON.stringify(options) !== JSON.stringify(checked)
  const check = (): void => {
    setChecked(options)
    setAwaited(true)
    steps.check.mutate(options)
  }
  const start = (): void => {
    // It may have been checked before this screen was left, and is begun now.
    setAwaited(true)
    steps.start.mutate()
  }
  const failure = steps.check.error ?? steps.start.error
  return (
    <>
      {!isNoted && (
        <Section title={t('map.title')} description={t('map.description')}>
          <Typography variant="body2" sx={{ mb: 1.5, overflowWrap: 'anywhere' }}>
            {t('file.facts', {
              name: isolated(file.fileName),
              size: formatBytes(file.bytes),
              encoding: t(`encoding.${file.encoding}`),
            })}
            {file.isRemembered && ` ${t('map.remembered')}`}
          </Typography>
          {form.error !== null && (
            <ErrorNotice {...problemOf(form.error)} actions={{ retry: () => void form.refetch() }} />
          )}
          {form.data !== undefined && (
            <>
              <ColumnMapping
                file={file}
                fields={form.data.fields}
                mapping={options.mapping}
                isLocked={isBusy}
                onChange={(mapping) => {
                  setOptions({ ...options, mapping })
                }}
              />
              <ImportChoices options={options} isLocked={isBusy} onChange={setOptions} />
            </>
          )}
          <Button
            variant={phase === 'checked' && !isStale ? 'outlined' : 'contained'}
            disabled={isBusy || form.data === undefined || options.mapping.every((name) => name === null)}
            onClick={check}
            sx={{ mt: 2 }}
          >
            {t('check.button')}
          </Button>
          <Typography variant="body2" sx={{ mt: 0.5, color: 'text.secondary' }}>
            {t('check.hint')}
          </Typography>
        </Section>
      )}
      {failure !== null && <ErrorNotice {...problemOf(failure)} />}
      {problem !== null && <ErrorNotice {...problem} />}
      {isBusy && (
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
          <LinearProgress
            variant="determinate"
            value={Math.round(100 * state.done)}
            aria-label={t(`progress.${phase}`)}
          />
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
            <Typography role="status">{t(`progress.rows.${phase}`, { count: state.counts.rows })}</Typography>
            <Button
              color="inherit"
              onClick={() => {
                steps.stop.mutate()
              }}
            >
              {phase === 'checking' ? t('progress.cancel') : t('progress.stop')}
            </Button>
          </Box>
        </Box>
      )}
      {(phase === 'checked' || isNoted) && (
        <ImportOutcome {...{ state, steps, isStale, isAwaited }} onStart={start} />
      )}
    </>
  )
}
