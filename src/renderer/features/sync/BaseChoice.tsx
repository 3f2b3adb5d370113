import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BaseOptions, withName } from './load-choice-form.ts'
import { RemovalHint } from './RemovalHint.tsx'
import type { ChoiceFieldProps } from './TypeSwitches.tsx'

interface BaseChoiceProps extends Omit<ChoiceFieldProps, 'feeds'> {
  readonly base: BaseOptions
  readonly isOpenAtFirst: boolean
}

/** One base: whether it is loaded at all, and the records of which of its tables. */
export function BaseChoice({ form, typed, base, removed, isOpenAtFirst }: BaseChoiceProps) {
  const { t } = useTranslation('sync')
  const listId = useId()
  const hintId = useId()
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  const { label, feeds } = base
  const isOn = !typed.excluded.includes(base.name)
  const names = feeds.map(({ name }) => name)
  const chosen = feeds.filter(({ name }) => typed.included.includes(name)).length
  const include = (included: string[]): void => {
    form.setValue('included', included, { shouldDirty: true })
  }
  const others = typed.included.filter((name) => !names.some((one) => one === name))

  return (
    <Box sx={{ '& + &': { borderTop: 1, borderColor: 'divider' }, py: 0.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 1, flexWrap: 'wrap' }}>
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              checked={isOn}
              onChange={(_event, checked) => {
                const excluded = withName(typed.excluded, base.name, !checked)
                form.setValue('excluded', excluded, { shouldDirty: true })
              }}
              slotProps={{
                input: {
                  'aria-label': t('choice.bases.wholeBase', { name: label }),
                  'aria-describedby': hintId,
                },
              }}
            />
          }
          label={<bdi>{label}</bdi>}
          sx={{ mr: 0, minWidth: 0, overflowWrap: 'anywhere' }}
          slotProps={{ typography: { sx: { fontWeight: 600 } } }}
        />
        <Typography variant="body2" sx={{ flex: 1, color: 'text.secondary', whiteSpace: 'nowrap' }}>
          {isOn ? t('choice.bases.chosen', { chosen, count: feeds.length }) : t('choice.bases.leftOut')}
        </Typography>
        {isOn && feeds.length > 0 && (
          <IconButton
            aria-label={t(isOpen ? 'choice.bases.hide' : 'choice.bases.show', { name: label })}
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            onClick={() => {
              setIsOpen(!isOpen)
            }}
          >
            <ExpandMoreIcon fontSize="small" sx={{ transform: isOpen ? 'rotate(180deg)' : 'none' }} />
          </IconButton>
        )}
      </Box>
      <Typography component="div" id={hintId} variant="body2" sx={{ pl: 3.75 }}>
        {!isOn && (
          <RemovalHint removed={removed.filter(({ feed }) => feed !== null && names.includes(feed))} />
        )}
      </Typography>
      {isOn && isOpen && feeds.length > 0 && (
        <Box id={listId} sx={{ pl: 3.75, pb: 0.5 }}>
          {feeds.length > 1 && (
            <Box sx={{ display: 'flex', gap: 0.5, ml: -1.5 }}>
              <Button
                aria-label={t('choice.bases.selectAllOf', { name: label })}
                disabled={chosen === feeds.length}
                onClick={() => {
                  include([...others, ...names])
                }}
              >
                {t('choice.bases.selectAll')}
              </Button>
              <Button
                aria-label={t('choice.bases.selectNoneOf', { name: label })}
                disabled={chosen === 0}
                onClick={() => {
                  include(others)
                }}
              >
                {t('choice.bases.selectNone')}
              </Button>
            </Box>
          )}
          {feeds.map((feed) => (
            <Box key={feed.name}>
              <FormControlLabel
                control={
                  <Checkbox
                    size="small"
                    checked={typed.included.includes(feed.name)}
                    onChange={(_event, checked) => {
                      include(withName(typed.included, feed.name, checked))
                    }}
                    slotProps={{
                      input: { 'aria-label': t('choice.bases.records', { name: feed.label ?? feed.name }) },
                    }}
                  />
                }
                label={<bdi>{feed.label ?? feed.name}</bdi>}
                sx={{ mr: 0, overflowWrap: 'anywhere' }}
                slotProps={{ typography: { variant: 'body2' } }}
              />
              <Typography component="span" variant="body2" sx={{ pl: 1 }}>
                <RemovalHint removed={removed.filter((one) => one.feed === feed.name)} />
              </Typography>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  )
}
