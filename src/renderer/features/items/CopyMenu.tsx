import MenuItem from '@mui/material/MenuItem'
import { useTranslation } from 'react-i18next'
import type { CopyFormat } from './copy-format.ts'
import { LateMenu } from '../../ui/LateMenu.tsx'

interface CopyMenuProps {
  /** Where the menu stands; null while it is closed. */
  readonly anchor: HTMLElement | null
  readonly onChoose: (format: CopyFormat) => void
  readonly onClose: () => void
}

const formats = ['tsv', 'json', 'markdown'] as const

/** The forms in which rows can be put on the clipboard. */
export function CopyMenu({ anchor, onChoose, onClose }: CopyMenuProps) {
  const { t } = useTranslation('grid')
  return (
    <LateMenu
      anchorEl={anchor}
      open={anchor !== null}
      onClose={onClose}
      slotProps={{ list: { 'aria-label': t('copy.title') } }}
    >
      {formats.map((format) => (
        <MenuItem
          key={format}
          onClick={() => {
            onClose()
            onChoose(format)
          }}
        >
          {t(`copy.as.${format}`)}
        </MenuItem>
      ))}
    </LateMenu>
  )
}
