import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfig } from '../server/config.ts'

/// What Dockerfile and compose.yaml say of the rest of the project.

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const { dependencies } = JSON.parse(read('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>
}

it('the image leaves out no package that the server or the command line imports', () => {
  const left = /npm uninstall([\s\S]*?)\n\n/.exec(read('Dockerfile'))?.[1] ?? ''
  const names = left.split(/[\s\\]+/).filter((word) => /^[@a-z]/.test(word))
  expect(names.length).toBeGreaterThan(20)
  for (const name of names) expect(dependencies).toHaveProperty([name])
  // Only the build and the development server start Vite, and they stay behind.
  const files = globSync('{bin,server,src/shared}/**/*.ts', { cwd: root }).filter(
    (file) => !/bin\/(build|dev)\.ts$/.test(file),
  )
  const wanted = files.flatMap((file) =>
    Array.from(
      read(file).matchAll(/(?:from |import\(|import )'([^'.][^']*)'/g),
      ([, from]) => from,
    ),
  )
  const isOf = (name: string) => (from: string | undefined) =>
    from === name || from?.startsWith(`${name}/`)
  expect(names.filter((name) => wanted.some(isOf(name)))).toEqual([])
})

it('the image copies what is there, and what it needs is let through to the build', () => {
  const copied = Array.from(read('Dockerfile').matchAll(/^COPY (?!--)(.+) \S+$/gm), ([, from]) =>
    (from ?? '').split(' '),
  ).flat()
  const allowed = read('.dockerignore').split('\n')
  for (const path of copied) {
    expect(existsSync(join(root, path))).toBe(true)
    expect(allowed).toContain(`!${path.split('/')[0]}`)
  }
})

it('the servers of compose.yaml are configured with what there is', () => {
  const app = /\n {2}app:\n([\s\S]*?)\n\n/.exec(read('compose.yaml'))?.[1] ?? ''
  const said: Readonly<Record<string, string>> = {
    POSTGRES_PASSWORD: 'hush',
    NINETY_SECRET: 'x'.repeat(44),
    NINETY_HOST: 'room.example.org',
  }
  const env = Object.fromEntries(
    Array.from(app.matchAll(/^ {6}([A-Z_]+): (.*)$/gm), ([, name = '', value = '']) => [
      name,
      value.replace(/\$\{(\w+)(?::-(.*?)|:\?)?\}/g, (_, key, other) => said[key] ?? other ?? ''),
    ]),
  )
  const config = readConfig(env)
  if ('code' in config) throw new Error(config.message)
  expect(config).toMatchObject({
    databaseUrl: 'postgres://ninety:hush@postgres:5432/ninety',
    redisUrl: 'redis://redis:6379',
    publicUrl: 'https://room.example.org',
    trustProxy: 1,
  })
  const known = read('server/config.ts')
  expect(Object.keys(env).filter((name) => !known.includes(`  ${name}:`))).toEqual([])
})
