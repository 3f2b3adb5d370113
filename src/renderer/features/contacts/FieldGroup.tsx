import FoldIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../shared/model/contact.ts'

/** So many controls are drawn at once: a form of hundreds must not make anybody wait. */
const batch = 30

interface FieldGroupProps {
  readonly label: string
  /** The level of its heading, so that levels are never skipped. */
  readonly level: 'h2' | 'h3'
  readonly fields: readonly FormField[]
  readonly changedCount: number
  readonly isOpenAtFirst: boolean
  /** Something in it keeps the contact from being saved. */
  readonly mustOpen: boolean
  /** Where the field stands that somebody came for: so many are drawn at first. -1: not here. */
  readonly wantedIndex: number
  readonly row: (field: FormField) => ReactNode
}

/** Fields under a heading that unfolds them. */
export function FieldGroup(props: FieldGroupProps) {
  const { label, level, fields, changedCount, isOpenAtFirst, mustOpen, wantedIndex, row } = props
  const { t } = useTranslation('contacts')
  const id = useId()
  const [isUnfolded, setIsUnfolded] = useState(isOpenAtFirst)
  const [shownCount, setShownCount] = useState(Math.max(batch, wantedIndex + 1))
  const isOpen = isUnfolded || mustOpen
  const count = mustOpen ? fields.length : shownCount
  return (
    <Box component="section" aria-label={label}>
      <Typography variant="h3" component={level} sx={{ borderBottom: 1, borderColor: 'divider' }}>
        <ButtonBase
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => {
            setIsUnfolded(!isOpen)
          }}
          sx={headLook}
        >
          <FoldIcon aria-hidden sx={{ fontSize: 20, transform: isOpen ? 'none' : 'rotate(-90deg)' }} />
          <Box component="bdi" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            {label}
          </Box>
          {changedCount > 0 && (
            <Box component="span" sx={{ color: 'primary.main' }}>
              {t('find.changedIn', { count: changedCount })}
            </Box>
          )}
          <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
            {t('find.count', { count: fields.length })}
          </Box>
        </ButtonBase>
      </Typography>
      {isOpen && (
        <Box id={id} sx={{ display: 'flex', flexDirection: 'column', gap: 2, pt: 2 }}>
          {fields.slice(0, count).map(row)}
          {fields.length > count && (
            <Button
              sx={{ alignSelf: 'flex-start' }}
              onClick={() => {
                setShownCount(shownCount + batch)
              }}
            >
              {t('find.more', { count: Math.min(batch, fields.length - count) })}
            </Button>
          )}
        </Box>
      )}
    </Box>
  )
}

const headLook = {
  display: 'flex',
  width: '100%',
  gap: 1,
  py: 0.75,
  font: 'inherit',
  fontSize: '0.8125rem',
  textAlign: 'left',
  justifyContent: 'flex-start',
} as const
