import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { logLevels } from '../../../../shared/model/diagnostics.ts'
import { problemOf } from '../../../api/client.ts'
import { useLog } from '../../../api/use-diagnostics.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { useSettled } from '../../../ui/use-settled.ts'
import { Setting } from '../Setting.tsx'
import { LogLines } from './LogLines.tsx'

/** Each search reads files of the log from their end: not one a letter. */
const quietMs = 200

/** The log, the newest line first. */
export function LogCard() {
  const { t } = useTranslation('diagnostics')
  const [level, setLevel] = useState<(typeof logLevels)[number]>('info')
  const [typed, setTyped] = useState('')
  const search = useSettled(typed, quietMs)
  const log = useLog({ level, search })
  const read = log.data?.pages.flatMap((page) => page.lines) ?? []
  // What was written between two pages moves lines of the one to the next.
  const lines = [...new Map(read.map((line) => [line.id, line])).values()]
  const total = log.data?.pages.at(-1)?.total ?? 0
  return (
    <Section title={t('log.title')} description={t('log.description')}>
      <Setting id="log">
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mb: 1.5 }}>
          <TextField
            type="search"
            fullWidth={false}
            value={typed}
            placeholder={t('log.search')}
            slotProps={{ htmlInput: { 'aria-label': t('log.search'), maxLength: 200 } }}
            sx={{ flex: '1 1 12rem' }}
            onChange={(event) => {
              setTyped(event.target.value)
            }}
          />
          <TextField
            select
            fullWidth={false}
            value={level}
            slotProps={{ select: { SelectDisplayProps: { 'aria-label': t('log.level') } } }}
            onChange={(event) => {
              const chosen = logLevels.find((one) => one === event.target.value)
              if (chosen !== undefined) setLevel(chosen)
            }}
          >
            {logLevels.map((one) => (
              <MenuItem key={one} value={one}>
                {t(`log.from.${one}`)}
              </MenuItem>
            ))}
          </TextField>
          <Button variant="outlined" color="inherit" onClick={() => void log.refetch()}>
            {t('log.refresh')}
          </Button>
        </Box>
        <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
          {log.data !== undefined && t('log.count', { count: total })}
        </Typography>
        {log.error !== null && <ErrorNotice {...problemOf(log.error)} />}
        {lines.length > 0 && (
          <LogLines
            lines={lines}
            onEnd={() => {
              if (log.hasNextPage && !log.isFetchingNextPage) void log.fetchNextPage()
            }}
          />
        )}
      </Setting>
    </Section>
  )
}
