import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangeView } from '../../../shared/model/change.ts'
import { BreakableText } from '../../ui/BreakableText.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import type { ChangePlace } from './use-change-places.ts'
import { useNameWords } from './use-name-words.ts'

/** More are folded: what was changed is recognised by the first ones. */
const atOnce = 3

interface DifferenceProps {
  readonly change: ChangeView
  readonly place: ChangePlace
}

/** What a change does, exactly: each field before and after, or what becomes of the record. */
export function Difference({ change, place }: DifferenceProps) {
  const { t } = useTranslation('outbox')
  const nameWords = useNameWords()
  const [isWhole, setIsWhole] = useState(false)
  const provider = place.providerName
  if (change.kind === 'delete' || change.kind === 'erase') {
    return <Typography variant="body2">{t(`difference.${change.kind}`, { provider })}</Typography>
  }
  if (change.kind === 'merge') {
    const names = { name: nameWords(change.name), other: nameWords(change.otherName) }
    return <Typography variant="body2">{t('difference.merge', { ...names, provider })}</Typography>
  }
  const { fields } = change
  const shown = isWhole ? fields : fields.slice(0, atOnce)
  const rest = fields.length - atOnce
  return (
    <Box sx={{ typography: 'body2' }}>
      {fields.length === 0 && t('difference.nothing')}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {shown.map(({ name, label, before, after }) => (
          <Box component="li" key={name} title={name} sx={lineLook}>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              <bdi>{label}</bdi>:
            </Box>{' '}
            {(change.kind === 'update' || before !== '') && (
              <>
                <ShownText text={before} />
                <span aria-hidden> →</span>
                <VisuallyHidden component="span"> {t('difference.becomes')}</VisuallyHidden>{' '}
              </>
            )}
            <Box component="span" sx={{ fontWeight: 600 }}>
              <ShownText text={after} />
            </Box>
          </Box>
        ))}
      </Box>
      {rest > 0 && (
        <Link
          component="button"
          type="button"
          variant="body2"
          aria-expanded={isWhole}
          onClick={() => {
            setIsWhole(!isWhole)
          }}
        >
          {isWhole ? t('difference.less') : t('difference.more', { count: rest })}
        </Link>
      )}
    </Box>
  )
}

/** A value as a person reads it; none at all is said. */
export function ShownText({ text }: { readonly text: string }) {
  const { t } = useTranslation('outbox')
  if (text !== '') {
    return (
      <bdi>
        <BreakableText text={text} />
      </bdi>
    )
  }
  return (
    <Box component="span" sx={{ color: 'text.secondary', fontStyle: 'italic', fontWeight: 400 }}>
      {t('difference.notSet')}
    </Box>
  )
}

const lineLook = {
  // A hidden text for screen readers lies within it.
  position: 'relative',
  overflow: 'hidden',
  display: '-webkit-box',
  WebkitLineClamp: 3,
  WebkitBoxOrient: 'vertical',
  overflowWrap: 'anywhere',
  whiteSpace: 'pre-line',
} as const
