import { expect, it, vi } from 'vitest'
import { createEarlyAnswer } from './early-answer.ts'

function early() {
  const clock = { ms: 0 }
  return { clock, answers: createEarlyAnswer<string>(() => clock.ms) }
}

it('gives an answer that was asked for early to who asks the same, once', async () => {
  const { answers } = early()
  answers.ask('a', () => Promise.resolve('rows'))
  expect(answers.take('b')).toBeNull()
  expect(await answers.take('a')).toBe('rows')
  expect(answers.take('a')).toBeNull()
})

it('keeps what was asked last alone', async () => {
  const { answers } = early()
  answers.ask('a', () => Promise.resolve('of a'))
  answers.ask('b', () => Promise.resolve('of b'))
  expect(answers.take('a')).toBeNull()
  expect(await answers.take('b')).toBe('of b')
})

it('gives nothing that was asked half a second ago', () => {
  const { answers, clock } = early()
  answers.ask('a', () => Promise.resolve('rows'))
  clock.ms = 501
  expect(answers.take('a')).toBeNull()
})

it('leaves a failure to who takes it, and is no failure where nobody does', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  const { answers } = early()
  answers.ask('a', () => Promise.reject(new Error('gone')))
  answers.ask('b', () => Promise.reject(new Error('gone')))
  await expect(answers.take('b')).rejects.toThrow('gone')
  await new Promise((resolve) => setTimeout(resolve, 10))
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})
