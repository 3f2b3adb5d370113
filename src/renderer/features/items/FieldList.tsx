import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldView } from '../../../shared/model/field-view.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { useSecondDrawing } from '../../ui/use-second-drawing.ts'
import { ChangedMark } from './ChangedMark.tsx'
import { fieldGroups, shownValue } from './field-groups.ts'
import { FieldFilter } from './FieldFilter.tsx'
import { FoldedText } from './FoldedText.tsx'
import { propertyLook } from './property-look.ts'

/** With fewer fields than this there is nothing to search. */
const worthSearching = 8

interface FieldListProps {
  readonly fields: readonly FieldView[]
  /** The provider's names of fields whose values are not there yet. */
  readonly changed: ReadonlySet<string>
  /** What takes the change of a field back; null where it cannot be taken back alone. */
  readonly undoOf: (field: string) => ((onDone: () => void) => void) | null
}

/** What is known of a record, with the names that people gave its fields. */
export function FieldList({ fields, changed, undoOf }: FieldListProps) {
  const { t } = useTranslation('items')
  const headingId = useId()
  const [text, setText] = useState('')
  const [hideEmpty, setHideEmpty] = useState(true)
  const hasButtons = useSecondDrawing()
  const groups = useMemo(() => fieldGroups(fields, { text, hideEmpty }), [fields, text, hideEmpty])
  return (
    <Box component="section" aria-labelledby={headingId}>
      <FieldFilter
        headingId={headingId}
        hasSearch={fields.length >= worthSearching}
        text={text}
        onText={setText}
        hideEmpty={hideEmpty}
        onHideEmpty={setHideEmpty}
      />
      {groups.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('details.noProperty')}
        </Typography>
      )}
      {groups.map(({ name, fields: inGroup }) => (
        <Box key={name ?? ''} sx={{ '& + &': { mt: 2 } }}>
          {name !== null && (
            <Typography
              variant="caption"
              component="h4"
              sx={{ color: 'text.secondary', fontWeight: 650, m: 0, mb: 0.5, overflowWrap: 'anywhere' }}
            >
              <bdi>{name}</bdi>
            </Typography>
          )}
          <Box component="dl" sx={propertyLook} className={hasButtons ? undefined : 'bare'}>
            {inGroup.map((field) => (
              <div key={field.name} className="line">
                <dt title={field.name}>
                  <bdi>{field.label}</bdi>
                </dt>
                <dd>
                  <Value field={field} />
                  {changed.has(field.name) && <ChangedMark field={field.label} undo={undoOf(field.name)} />}
                  {hasButtons && field.value !== '' && (
                    <CopyButton value={field.value} what={t('details.copied', { field: field.label })} />
                  )}
                </dd>
              </div>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

/** Whatever a provider sent is text here: markup is shown, addresses are no links. */
function Value({ field }: { readonly field: FieldView }) {
  const { t } = useTranslation('items')
  const shown = shownValue(field)
  switch (shown.kind) {
    case 'empty':
      return <span className="empty">{t('details.empty')}</span>
    case 'flag':
      return <span>{t(shown.isSet ? 'details.yes' : 'details.no')}</span>
    case 'moment':
      return <time dateTime={shown.instant}>{shown.text}</time>
    case 'text':
      return <FoldedText text={shown.text} isCode={field.kind === 'raw'} />
  }
}
