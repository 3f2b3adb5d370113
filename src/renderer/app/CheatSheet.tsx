import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { commandCategories, commandIds, commands, fixedKeys, type FixedKeyId } from '../../shared/commands.ts'
import { platform } from '../api/client.ts'
import { useAppState } from '../api/use-app-state.ts'
import { useCommandKeys } from '../api/use-command-keys.ts'
import { useKeyWords } from '../ui/key-words.ts'

// `Object.keys` knows the names at run time only; the table says the same to the compiler.
const fixedIds = Object.keys(fixedKeys) as FixedKeyId[]

/** All commands by category with the keys that they have at present. */
export function CheatSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['keyboard', 'commands'])
  const titleId = useId()
  const navigate = useNavigate()
  const keys = useCommandKeys()
  const words = useKeyWords(platform())
  const { preferences } = useAppState()
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="md" fullWidth transitionDuration={0}>
      <DialogTitle id={titleId}>{t('sheet.title')}</DialogTitle>
      {/* It may be longer than the window: the keyboard scrolls it. */}
      <DialogContent tabIndex={0}>
        {!preferences.hasSingleKeys && (
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
            {t('sheet.singleOff')}
          </Typography>
        )}
        <Box sx={{ columnWidth: '20rem', columnGap: 4 }}>
          {commandCategories.map((category) => (
            <Part
              key={category}
              title={t(`commands:category.${category}`)}
              lines={commandIds
                .filter((id) => commands[id].category === category)
                .map((id) => ({ id, name: t(`commands:name.${id}`), keys: keys.all(id) }))}
            />
          ))}
          <Part
            title={t('sheet.fixed')}
            lines={fixedIds.map((id) => ({
              id,
              name: t(`commands:fixed.${id}`),
              keys: fixedKeys[id].map(words),
            }))}
          />
        </Box>
      </DialogContent>
      <DialogActions>
        <Button
          variant="outlined"
          color="inherit"
          onClick={() => {
            onClose()
            void navigate({ to: '/settings/$section', params: { section: 'keyboard' } })
          }}
        >
          {t('sheet.change')}
        </Button>
        <Button variant="contained" onClick={onClose}>
          {t('sheet.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

interface PartProps {
  readonly title: string
  readonly lines: readonly { readonly id: string; readonly name: string; readonly keys: readonly string[] }[]
}

function Part({ title, lines }: PartProps) {
  const { t } = useTranslation('keyboard')
  return (
    <Box component="table" aria-label={title} sx={partLook}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('sheet.command')}</th>
          <th scope="col">{t('sheet.keys')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, name, keys }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>
              {keys.length === 0
                ? t('none')
                : keys.map((one) => (
                    <Box component="kbd" key={one} sx={keyLook}>
                      {one}
                    </Box>
                  ))}
            </td>
          </tr>
        ))}
      </tbody>
    </Box>
  )
}

const partLook = {
  // Of what is placed in it unseen, the sheet would otherwise scroll sideways.
  position: 'relative',
  width: '100%',
  mb: 2,
  borderCollapse: 'collapse',
  breakInside: 'avoid',
  typography: 'body2',
  '& caption': { textAlign: 'start', fontWeight: 650, py: 0.5 },
  // The columns explain themselves to the eye.
  '& thead': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
  '& th': { textAlign: 'start', fontWeight: 400, py: 0.375, pr: 1 },
  '& td': { textAlign: 'end', color: 'text.secondary', whiteSpace: 'nowrap' },
} as const

const keyLook = {
  ml: 0.75,
  px: 0.75,
  border: 1,
  borderColor: 'divider',
  borderRadius: '4px',
  bgcolor: 'raised',
  fontFamily: 'inherit',
  fontSize: '0.75rem',
} as const
