import Button from '@mui/material/Button'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import type { BulkEdit } from './use-bulk-edit.ts'

/** Opens the edit of what is selected; where that is impossible it says why, by pointer and by keyboard. */
export function BulkEditButton({ bulk }: { readonly bulk: BulkEdit }) {
  const { t } = useTranslation('bulk')
  const whyId = useId()
  const { account, lack } = bulk.target
  if (lack === null) {
    return (
      <Button size="small" aria-haspopup="dialog" onClick={bulk.open}>
        {t('button')}
      </Button>
    )
  }
  const why = t(`off.${lack}`, { account: account?.label ?? '' })
  return (
    <>
      <Tooltip title={why} describeChild>
        {/* Not disabled: the keyboard has to reach it to hear why. */}
        <Button size="small" aria-disabled aria-describedby={whyId} sx={offLook}>
          {t('button')}
        </Button>
      </Tooltip>
      <VisuallyHidden component="span" id={whyId}>
        {why}
      </VisuallyHidden>
    </>
  )
}

const offLook = { color: 'text.disabled', cursor: 'default', '&:hover': { bgcolor: 'transparent' } } as const
