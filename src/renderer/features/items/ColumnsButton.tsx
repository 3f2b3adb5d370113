import ColumnsIcon from '@mui/icons-material/ViewColumnOutlined'
import Button from '@mui/material/Button'
import Popover from '@mui/material/Popover'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ColumnChooser } from './ColumnChooser.tsx'
import type { ListColumns } from './use-list-columns.ts'

/** Opens the choice of what the list shows of each row. */
export function ColumnsButton({ columns }: { readonly columns: ListColumns }) {
  const { t } = useTranslation('grid')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button
        color="inherit"
        startIcon={<ColumnsIcon />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => {
          columns.renew()
          setAnchor(currentTarget)
        }}
      >
        {t('columns.button')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null)
        }}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('columns.title') } }}
      >
        <ColumnChooser columns={columns} />
      </Popover>
    </>
  )
}
