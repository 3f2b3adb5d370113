import createCache from '@emotion/cache'
import { css } from '@emotion/react'
import { describe, expect, it } from 'vitest'
import { inLogicalTerms, logicalCss } from './logical-css.ts'

describe('a style sheet for both directions', () => {
  it.each([
    ['left', '8px', 'inset-inline-start:8px;'],
    ['margin-right', '-12px', 'margin-inline-end:-12px;'],
    ['border-left', '1px solid', 'border-inline-start:1px solid;'],
    ['border-top-left-radius', '6px', 'border-start-start-radius:6px;'],
    ['text-align', 'right', 'text-align:end;'],
    ['float', 'left', 'float:inline-start;'],
    [
      'padding',
      '1px 2px 3px calc(4px + (1px * 2))',
      'padding-block:1px 3px;padding-inline:calc(4px + (1px * 2)) 2px;',
    ],
    [
      'border-radius',
      '1px 2px 3px 4px',
      'border-start-start-radius:1px;border-start-end-radius:2px;border-end-end-radius:3px;border-end-start-radius:4px;',
    ],
    ['transform', 'translateX(14px)', 'transform:translateX(calc(14px * var(--inline-sign, 1)));'],
    [
      'transform',
      'translate(-50%, -50%) scale(0.5)',
      'transform:translate(calc(-50% * var(--inline-sign, 1)), -50%) scale(0.5);',
    ],
    [
      'transform',
      'translate(var(--by), 4px)',
      'transform:translate(calc(var(--by) * var(--inline-sign, 1)), 4px);',
    ],
    ['transform', 'rotate(-90deg)', 'transform:rotate(calc(-90deg * var(--inline-sign, 1)));'],
    ['transform-origin', 'top left', 'transform-origin:calc(50% - 50% * var(--inline-sign, 1)) top;'],
  ])('says %s: %s as %s', (property, value, logical) => {
    expect(inLogicalTerms(property, value)).toBe(logical)
  })

  it.each([
    ['padding', '4px 12px'],
    ['padding', '1px 2px 3px'],
    ['margin', '1px 2px 3px 2px'],
    ['border-radius', '8px'],
    ['text-align', 'center'],
    ['transform', 'translate(0, 4px)'],
    ['transform', 'rotate(360deg)'],
    ['transform', 'scale(0) translate(var(--Badge-translate))'],
    ['transform-origin', 'center'],
    ['top', '0'],
    ['flex', '1'],
  ])('leaves %s: %s as it is', (property, value) => {
    expect(inLogicalTerms(property, value)).toBeNull()
  })

  it('is what emotion writes, in rules and in rules within rules', () => {
    const cache = createCache({ key: 'x', stylisPlugins: [logicalCss], speedy: false })
    const styles = css([{ marginLeft: 4, '& .a': { textAlign: 'left' }, '@media print': { right: 0 } }])
    cache.insert('.x', styles, cache.sheet, true)
    const written = cache.sheet.tags.map((tag) => tag.textContent).join('')
    expect(written).toContain('margin-inline-start:4px')
    expect(written).toContain('text-align:start')
    expect(written).toContain('inset-inline-end:0')
  })
})
