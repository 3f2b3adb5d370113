import Divider from '@mui/material/Divider'
import ListItemText from '@mui/material/ListItemText'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { useCommandKeys } from '../../api/use-command-keys.ts'
import { type RecordCommand, recordCommands } from './record-actions.ts'
import type { RecordCommands } from './use-record-commands.tsx'
import { LateMenu } from '../../ui/LateMenu.tsx'

export interface MenuPlace {
  readonly left: number
  readonly top: number
}

interface RecordMenuProps {
  /** Null while it is closed. */
  readonly place: MenuPlace | null
  readonly name: string
  readonly commands: RecordCommands
  readonly onClose: () => void
}

const changing: readonly RecordCommand[] = ['edit-record', 'delete-record']

/** What can be done with a record, where it was pointed at. What cannot is there too, and says why. */
export function RecordMenu({ place, name, commands, onClose }: RecordMenuProps) {
  const { t } = useTranslation(['commands', 'keyboard'])
  const keys = useCommandKeys()
  return (
    <LateMenu
      open={place !== null}
      onClose={onClose}
      anchorReference="anchorPosition"
      {...(place === null ? {} : { anchorPosition: place })}
      transitionDuration={0}
      slotProps={{ list: { 'aria-label': t('keyboard:menu', { name }), dense: true } }}
    >
      {recordCommands.flatMap((command) => {
        const lack = commands.lack(command)
        const shortcut = keys.first(command)
        return [
          ...(command === changing[0] ? [<Divider key="changing" component="li" />] : []),
          <MenuItem
            key={command}
            disabled={lack !== null}
            sx={offLook}
            onClick={() => {
              onClose()
              // The menu gives the keyboard back first.
              setTimeout(() => {
                commands.run(command)
              })
            }}
          >
            <ListItemText
              primary={t(`name.${command}`)}
              secondary={lack === null ? undefined : t(`off.${lack}`)}
            />
            {shortcut !== null && (
              <Typography variant="caption" sx={{ color: 'text.secondary', pl: 3 }}>
                {shortcut}
              </Typography>
            )}
          </MenuItem>,
        ]
      })}
    </LateMenu>
  )
}

/** Why a command is off has to be read: the command alone is pale. */
const offLook = {
  '&.Mui-disabled': { opacity: 1, '& .MuiListItemText-primary': { color: 'text.disabled' } },
} as const
