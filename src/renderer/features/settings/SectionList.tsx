import SearchIcon from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { createLink, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { textNamespaces } from '../../copy/text-namespaces.ts'
import { MarkedText } from '../../ui/MarkedText.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { findSettings, type SayAll, type SettingHit } from './find-settings.ts'
import { settingsSections } from './sections.ts'

/** The sections; while something is looked for, what was found instead. Arrow keys go up and down. */
export function SectionList({ current }: { readonly current: string }) {
  const { t } = useTranslation(textNamespaces)
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  // Who knows the English name of a thing finds it in every language.
  const say: SayAll = (key) => [t(key), t(key, { lng: 'en' })]
  const isSearching = typed.trim() !== ''
  const hits = findSettings(typed, say)

  const links = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])]
  const move = (event: KeyboardEvent, by: number): void => {
    const all = links()
    const from = all.findIndex((link) => link === document.activeElement)
    const to = from + by
    if (to >= all.length || (from === -1 && by < 0)) return
    event.preventDefault()
    ;(to < 0 ? field.current : all[to])?.focus()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') move(event, 1)
    else if (event.key === 'ArrowUp') move(event, -1)
    else if (event.key === 'Escape' && isSearching) {
      event.stopPropagation()
      setTyped('')
      field.current?.focus()
    } else if (event.key === 'Enter' && event.target === field.current) {
      const [hit] = hits
      if (hit === undefined) return
      void navigate({
        to: '/settings/$section',
        params: { section: hit.section.id },
        search: { setting: hit.setting?.id },
      })
    }
  }

  return (
    // Keys go to whatever of it has the focus; it takes none itself.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={press}>
      <PageHeader title={t('settings:title')} />
      <TextField
        type="search"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
        }}
        placeholder={t('settings:search.placeholder')}
        inputRef={field}
        sx={{ my: 1.5 }}
        slotProps={{
          htmlInput: { 'aria-label': t('settings:search.label') },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
      />
      <VisuallyHidden role="status">
        {isSearching && t('settings:search.found', { count: hits.length })}
      </VisuallyHidden>
      {isSearching && hits.length === 0 ? (
        <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 1 }}>
          <Typography variant="body2">{t('settings:search.nothing', { typed: typed.trim() })}</Typography>
          <Button
            variant="outlined"
            color="inherit"
            onClick={() => {
              setTyped('')
              field.current?.focus()
            }}
          >
            {t('settings:search.clear')}
          </Button>
        </Box>
      ) : (
        <Box component="nav" aria-label={t(isSearching ? 'settings:search.hits' : 'settings:parts')}>
          <Box component="ul" ref={list} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {isSearching
              ? hits.map((hit) => (
                  <Line key={`${hit.section.id} ${hit.setting?.id ?? ''}`} hit={hit}>
                    <MarkedText text={t(hit.setting?.label ?? hit.section.title)} search={typed} />
                    {hit.setting !== null && (
                      <Typography component="span" variant="caption" sx={{ color: 'text.secondary' }}>
                        {t(hit.section.title)}
                      </Typography>
                    )}
                  </Line>
                ))
              : settingsSections.map((section) => (
                  <Line key={section.id} hit={{ section, setting: null }} isCurrent={section.id === current}>
                    {t(section.title)}
                  </Line>
                ))}
          </Box>
        </Box>
      )}
    </div>
  )
}

const LinkButton = createLink(ButtonBase)

interface LineProps {
  readonly hit: SettingHit
  readonly isCurrent?: boolean
  readonly children: ReactNode
}

function Line({ hit, isCurrent = false, children }: LineProps) {
  const Icon = hit.section.icon
  return (
    <li>
      <LinkButton
        to="/settings/$section"
        params={{ section: hit.section.id }}
        search={{ setting: hit.setting?.id }}
        aria-current={isCurrent ? 'page' : undefined}
        sx={{
          display: 'flex',
          justifyContent: 'flex-start',
          gap: 1.25,
          px: 1,
          py: 0.75,
          borderRadius: 1,
          width: '100%',
          textAlign: 'start',
          typography: 'body2',
          fontWeight: isCurrent ? 650 : undefined,
          bgcolor: isCurrent ? 'action.selected' : undefined,
          '&:hover': { bgcolor: isCurrent ? 'action.selected' : 'action.hover' },
          '&.Mui-focusVisible': { outlineOffset: -2 },
        }}
      >
        <Icon fontSize="small" aria-hidden />
        <Box component="span" sx={{ display: 'flex', flexDirection: 'column', minWidth: 0 }}>
          {children}
        </Box>
      </LinkButton>
    </li>
  )
}
