import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../shared/model/contact.ts'
import { hintOf } from '../../ui/field-hints.ts'
import { BelowCell, type BelowCellProps } from './BelowCell.tsx'

interface CellHintProps extends Pick<BelowCellProps, 'anchor'> {
  readonly field: FormField
  readonly value: string
  /** The provider's name, who may refuse it. */
  readonly provider: string
}

/** Says below a cell what is odd about what is typed into it; it can be saved all the same. */
export function CellHint({ anchor, field, value, provider }: CellHintProps) {
  const { t } = useTranslation('contacts')
  const hint = hintOf(field, value)
  if (hint === null) return null
  return (
    <BelowCell anchor={anchor} role="status">
      {t(`hints.${hint}`, { provider })}
    </BelowCell>
  )
}
