// PouchDB's replication of the same documents, run where express, express-pouchdb and pouchdb are.
// node pouch_sync.js DOCUMENTS: prints one JSON object, seconds of "push" and "pull".
const fs = require('fs'), os = require('os'), path = require('path')
const from = name => require(require.resolve(name, { paths: [process.cwd()] }))
const PouchDB = from('pouchdb'), express = from('express')

async function main () {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pouch-'))
  const lines = fs.readFileSync(process.argv[2], 'utf8').trim().split('\n')
  const docs = lines.map((line, n) => Object.assign(JSON.parse(line), { _id: String(n).padStart(8, '0') }))
  const one = new PouchDB(path.join(folder, 'one')), two = new PouchDB(path.join(folder, 'two'))
  const address = `http://127.0.0.1:${process.env.POUCH_PORT}/records`
  const remote = new PouchDB(address)
  await remote.info()
  await one.bulkDocs(docs)
  const timed = async work => { const t = process.hrtime.bigint(); await work(); return Number(process.hrtime.bigint() - t) / 1e9 }
  const options = { batch_size: 1000 }
  const push = await timed(() => one.replicate.to(remote, options))
  const pull = await timed(() => two.replicate.from(remote, options))
  if ((await two.info()).doc_count !== docs.length) throw new Error('not all came')
  console.log(JSON.stringify({ push, pull }))
  fs.rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}

function serve () {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pouch-server-')) + path.sep
  const app = express()
  app.use('/', from('express-pouchdb')(PouchDB.defaults({ prefix: folder }), { mode: 'minimumForPouchDB', inMemoryConfig: true }))
  const server = app.listen(0, '127.0.0.1', () => {
    process.env.POUCH_PORT = server.address().port
    const child = require('child_process').spawn(process.execPath, [__filename, process.argv[2]], { stdio: 'inherit', env: { ...process.env, POUCH_CLIENT: '1' } })
    child.on('exit', code => { fs.rmSync(folder, { recursive: true, force: true }); process.exit(code) })
  })
}

process.env.POUCH_CLIENT ? main() : serve()
