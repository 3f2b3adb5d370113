import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { judgeKeys, type KeyChoice, keysPressed } from '../../../shared/command-keys.ts'
import { type CommandId, commands } from '../../../shared/commands.ts'
import { isSingleKey, singleRivals } from '../../../shared/single-keys.ts'
import { platform } from '../../api/client.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { formatList } from '../../ui/format.ts'
import { useKeyWords } from '../../ui/key-words.ts'
import { takeFocus } from '../../ui/take-focus.ts'

interface KeyCaptureProps {
  readonly id: CommandId
  /** The keys or the letters that were chosen; empty takes the command's keys away. */
  readonly onKeys: (pressed: string) => void
  readonly onClose: () => void
}

interface Refused {
  readonly pressed: string
  readonly choice: Exclude<KeyChoice, { kind: 'free' }>
}

/** Keys that lead through the dialog stay what they are. */
const leading = new Set(['Tab', 'Shift+Tab', 'Enter', 'Space', 'Escape'])

/**
 * Waits for the next key press and takes it for the command, or says why it cannot be had. A command that has letters
 * can have others: one, or two one after the other, so they are taken by a button once all of them are there.
 */
export function KeyCapture({ id, onKeys, onClose }: KeyCaptureProps) {
  const { t } = useTranslation(['keyboard', 'commands'])
  const titleId = useId()
  const hintId = useId()
  const { preferences } = useAppState()
  const words = useKeyWords(platform())
  const [refused, setRefused] = useState<Refused | null>(null)
  const [letters, setLetters] = useState('')
  const rivals = letters === '' ? [] : singleRivals(letters, id, preferences)
  const hasLetters = commands[id].single !== undefined
  const command = t(`commands:name.${id}`)

  const onKeyDown = (event: KeyboardEvent): void => {
    const [pressed] = keysPressed(event, platform())
    if (pressed === undefined || leading.has(pressed)) return
    event.preventDefault()
    event.stopPropagation()
    if (hasLetters && isSingleKey(pressed)) {
      setRefused(null)
      setLetters(letters.length === 1 ? `${letters} ${pressed}` : pressed)
      return
    }
    setLetters('')
    const choice = judgeKeys(pressed, id, preferences, platform())
    if (choice.kind === 'free') onKeys(pressed)
    else setRefused({ pressed, choice })
  }
  const problem = ({ pressed, choice }: Refused): string => {
    const keys = words(pressed)
    if (choice.kind === 'taken') return t('taken', { keys, command: t(`commands:name.${choice.by}`) })
    if (choice.kind === 'reserved') return t('reserved', { keys })
    return t('plain', { keys, modifier: words('Mod') })
  }

  return (
    <Dialog
      open
      onClose={onClose}
      onKeyDown={onKeyDown}
      aria-labelledby={titleId}
      aria-describedby={hintId}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={titleId}>{t('pressing', { command })}</DialogTitle>
      <DialogContent>
        <Typography id={hintId} variant="body2">
          {t(hasLetters ? 'pressOrLetters' : 'press')}
        </Typography>
        <Typography role="alert" variant="body2" sx={{ color: 'error.main', mt: 1, minHeight: '2.5em' }}>
          {refused !== null && problem(refused)}
          {rivals.length > 0 &&
            t('takenBy', {
              keys: words(letters),
              commands: formatList(
                rivals.map((rival) => t('quoted', { command: t(`commands:name.${rival}`) })),
              ),
            })}
        </Typography>
      </DialogContent>
      <DialogActions>
        {letters !== '' && (
          <Button
            ref={takeFocus}
            onClick={() => {
              onKeys(letters)
            }}
          >
            {rivals.length > 0 ? t('takeAnyway', { command }) : t('takeLetters', { keys: words(letters) })}
          </Button>
        )}
        {refused?.choice.kind === 'taken' && (
          <Button
            onClick={() => {
              onKeys(refused.pressed)
            }}
          >
            {t('takeAnyway', { command })}
          </Button>
        )}
        <Button
          color="inherit"
          onClick={() => {
            onKeys('')
          }}
        >
          {t('remove')}
        </Button>
        <Button ref={takeFocus} variant="outlined" color="inherit" onClick={onClose}>
          {t('cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
