import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { keysOf } from '../../../shared/command-keys.ts'
import type { CommandId } from '../../../shared/commands.ts'
import { singleOf } from '../../../shared/single-keys.ts'
import { platform } from '../../api/client.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { useKeyWords } from '../../ui/key-words.ts'
import { Setting } from './Setting.tsx'

interface KeyRowProps {
  readonly id: CommandId
  readonly onChange: () => void
  readonly onReset: () => void
}

/** A command with its keys, and the ways to change them. */
export function KeyRow({ id, onChange, onReset }: KeyRowProps) {
  const { t } = useTranslation(['keyboard', 'commands'])
  const { preferences } = useAppState()
  const words = useKeyWords(platform())
  const single = singleOf(id, preferences)
  const keys = [...keysOf(id, preferences, platform()), ...(single === null ? [] : [single])]
  const isOwn = preferences.keys[id] !== undefined || preferences.singleKeys[id] !== undefined
  const command = t(`commands:name.${id}`)
  return (
    <Box component="li" aria-label={command} sx={{ borderTop: 1, borderColor: 'divider' }}>
      <Setting id={id}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 36 }}>
          <Typography variant="body2" sx={{ flex: 1, minWidth: 0 }}>
            {command}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
            {keys.length === 0 ? t('none') : keys.map(words).join(' · ')}
          </Typography>
          {isOwn && (
            <Button size="small" color="inherit" aria-label={t('resetOf', { command })} onClick={onReset}>
              {t('reset')}
            </Button>
          )}
          <Button size="small" aria-label={t('changeOf', { command })} onClick={onChange}>
            {t('change')}
          </Button>
        </Box>
      </Setting>
    </Box>
  )
}
