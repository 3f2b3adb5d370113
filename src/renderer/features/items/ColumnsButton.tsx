import ColumnsIcon from '@mui/icons-material/ViewColumnOutlined'
import Button from '@mui/material/Button'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../ui/commands.ts'
import { ColumnChooser } from './ColumnChooser.tsx'
import type { ListColumns } from './use-list-columns.ts'
import { LatePopover } from '../../ui/LatePopover.tsx'

/** Opens the choice of what the list shows of each row. */
export function ColumnsButton({ columns }: { readonly columns: ListColumns }) {
  const { t } = useTranslation('grid')
  const button = useRef<HTMLButtonElement>(null)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const open = (): void => {
    columns.renew()
    setAnchor(button.current)
  }
  useCommand('columns', open)
  return (
    <>
      <Button
        ref={button}
        color="inherit"
        startIcon={<ColumnsIcon />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={open}
      >
        {t('columns.button')}
      </Button>
      <LatePopover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null)
        }}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('columns.title') } }}
      >
        <ColumnChooser columns={columns} />
      </LatePopover>
    </>
  )
}
