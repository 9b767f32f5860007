/**
 * How each route is tried by somebody of another provider: for something that is not theirs, in a way that works for those whose it is. A
 * route of the program that does not stand here fails the test. `:form` fields are put in by the test.
 */
export interface Try {
  /** With ids of the provider `exempel`; DELIVERY is one of its deliveries: participant alva-rom, absence a1, question q1, member of staff sara. */
  readonly path: string;
  /** Fields of a form. */
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** What those whose it is get, where it is neither a page nor a redirect. */
  readonly ownStatus?: number;
  /** Nothing of anybody's, or something that only its own token or cookie leads to: the answer must be free of others' data all the same. */
  readonly open?: true;
}

const get = (path: string): Try => ({ path });
const post = (path: string, form: Record<string, string> = {}): Try => ({ path, form });
const open = (path: string, form?: Record<string, string>): Try => ({
  path,
  open: true,
  ...(form ? { form } : {}),
});

const ALVA = '/inkorg/deltagare/alva-rom';
const ABSENCE = '/inkorg/franvaro/alva-rom/a1';
const DEVIATION = 'a1:handledare@2026-03-10T09:00';
const CHAT = '/v3/directline/conversations/alva-rom';

export const TRIES: Readonly<Record<string, Try>> = {
  'post /v3/directline/tokens/generate': {
    path: '/v3/directline/tokens/generate',
    json: { user: { id: 'dl_alva-rom' } },
  },
  'post /v3/directline/tokens/refresh': open('/v3/directline/tokens/refresh', {}),
  'post /v3/directline/conversations': open('/v3/directline/conversations', {}),
  'get /v3/directline/conversations/:conversationId': open(CHAT),
  'post /v3/directline/conversations/:conversationId/activities': open(`${CHAT}/activities`, { text: 'hej' }),
  'get /v3/directline/conversations/:conversationId/activities': open(`${CHAT}/activities`),
  'post /v3/directline/conversations/:conversationId/upload': open(`${CHAT}/upload`, {}),
  'get /v3/directline/session/getsessionid': open('/v3/directline/session/getsessionid'),

  'put /api/v1/participants/:id': { path: '/api/v1/participants/alva-rom', json: 'plan' },
  'get /api/v1/participants/:id': get('/api/v1/participants/alva-rom'),
  'get /api/v1/participants/:id/versions': get('/api/v1/participants/alva-rom/versions'),
  'post /api/v1/participants/:id/end': {
    path: '/api/v1/participants/alva-rom/end',
    json: { on: '2027-01-01' },
  },
  'post /api/v1/participants/:id/resume': { path: '/api/v1/participants/alva-rom/resume' },
  'get /api/v1/imports': get('/api/v1/imports'),
  'get /api/v1/imports/:batch': { path: '/api/v1/imports/mars-10', ownStatus: 404 },
  'post /api/v1/imports/:batch/undo': {
    path: '/api/v1/imports/mars-10/undo',
    json: { dryRun: false },
    ownStatus: 404,
  },
  'post /api/v1/messages': {
    path: '/api/v1/messages',
    json: { text: 'Hej.', from: 'X', audience: { participants: ['alva-rom'] } },
  },
  'get /api/v1/retention': get('/api/v1/retention'),
  'get /api/v1/embedding': get('/api/v1/embedding'),
  'put /api/v1/embedding': { path: '/api/v1/embedding', json: { origins: ['https://www.exempel.example'] } },
  'put /api/v1/retention': { path: '/api/v1/retention', json: { chatDays: 30 } },
  'get /api/v1/participants/:id/reminders': get('/api/v1/participants/alva-rom/reminders'),
  'post /api/v1/participants/:id/schedule': {
    path: '/api/v1/participants/alva-rom/schedule',
    json: { format: 'csv', text: 'date,start,end\n2026-05-05,09:00,10:00' },
  },
  'get /api/v1/reminder-figures': get('/api/v1/reminder-figures'),
  'get /inkorg/paminnelser': get('/inkorg/paminnelser'),
  'get /api/v1/notices': get('/api/v1/notices'),
  'post /api/v1/notices/:id/read': { path: '/api/v1/notices/alva-rom.1/read', json: { by: 'X' } },
  'get /api/v1/webhook': get('/api/v1/webhook'),
  'put /api/v1/webhook': { path: '/api/v1/webhook', json: { url: 'http://127.0.0.1:9/hook' } },
  'post /api/v1/webhook/secret': { path: '/api/v1/webhook/secret', json: {} },
  'post /api/v1/webhook/test': { path: '/api/v1/webhook/test' },
  'get /api/v1/webhook/deliveries': get('/api/v1/webhook/deliveries'),
  'post /api/v1/webhook/deliveries/:id/redeliver': { path: '/api/v1/webhook/deliveries/DELIVERY/redeliver' },
  'get /api/v1/webhook.schema.json': open('/api/v1/webhook.schema.json'),
  'get /api/v1/months/:month': get('/api/v1/months/2026-03'),
  'get /api/v1/months/:month/absences': get('/api/v1/months/2026-03/absences'),
  'get /api/v1/planning': get('/api/v1/planning'),
  'get /api/v1/plan.schema.json': open('/api/v1/plan.schema.json'),
  'get /api/v1/openapi.json': open('/api/v1/openapi.json'),

  'get /inkorg/logga-in': open('/inkorg/logga-in'),
  'post /inkorg/logga-in': open('/inkorg/logga-in', { address: 'chef@exempelcoacherna.example' }),
  'get /inkorg/skickad': open('/inkorg/skickad'),
  'post /inkorg/kod': open('/inkorg/kod', { address: 'chef@exempelcoacherna.example', code: '123456' }),
  'get /inkorg/in/:token': open('/inkorg/in/exempel.doldix-chef.x'),
  'post /inkorg/in/:token': open('/inkorg/in/exempel.doldix-chef.x', {}),
  'get /inkorg/utloggad': open('/inkorg/utloggad'),
  'get /inkorg/mer': get('/inkorg/mer'),
  'get /inkorg/inbaddning': get('/inkorg/inbaddning'),
  'post /inkorg/inbaddning': post('/inkorg/inbaddning', { origins: '' }),
  'get /inkorg/mina-val': get('/inkorg/mina-val'),
  'post /inkorg/mina-val': post('/inkorg/mina-val', { emailMode: 'daily' }),
  'get /inkorg/installningar': get('/inkorg/installningar'),
  'post /inkorg/installningar': post('/inkorg/installningar', {
    deadlineDays: '9',
    reportBackDays: '9',
    reportFromMinutes: '9',
    questionDays: '9',
    emailMode: 'daily',
  }),
  'get /inkorg/gallring': get('/inkorg/gallring'),
  'post /inkorg/gallring': post('/inkorg/gallring', { chatDays: '1', reasonDays: '1', receiptMonths: '1' }),
  'get /inkorg/personal': get('/inkorg/personal'),
  'post /inkorg/personal': post('/inkorg/personal', { name: 'Ny Person', email: '', role: 'manager' }),
  'get /inkorg/personal/:staff': get('/inkorg/personal/sara'),
  'post /inkorg/personal/:staff': post('/inkorg/personal/sara', {
    name: 'Tagen',
    email: '',
    role: 'manager',
  }),
  'post /inkorg/personal/:staff/lank': post('/inkorg/personal/sara/lank'),
  'post /inkorg/personal/:staff/avsluta': post('/inkorg/personal/sara/avsluta'),
  'get /inkorg/webhook': get('/inkorg/webhook'),
  'post /inkorg/webhook': post('/inkorg/webhook', { url: 'http://127.0.0.1:9/hook' }),
  'post /inkorg/webhook/nyckel': post('/inkorg/webhook/nyckel'),
  'post /inkorg/webhook/prova': post('/inkorg/webhook/prova'),
  'post /inkorg/webhook/igen': post('/inkorg/webhook/igen', { id: 'alva-rom.1' }),
  'get /inkorg/utskick': get('/inkorg/utskick'),
  'post /inkorg/utskick': post('/inkorg/utskick', { text: 'Hej.', easy: '', group: 'alla' }),
  'post /inkorg/utskick/skicka': {
    ...post('/inkorg/utskick/skicka', { text: 'Hej.', easy: '', group: 'alla', token: 'x' }),
    ownStatus: 409,
  },
  'get /inkorg/importer': get('/inkorg/importer'),
  'get /inkorg/importer/:batch': { path: '/inkorg/importer/mars-10', ownStatus: 404 },
  'post /inkorg/importer/:batch': { ...post('/inkorg/importer/mars-10', { now: 'ja' }), ownStatus: 404 },
  'get /inkorg/deltagare/:participant/avsluta': get(`${ALVA}/avsluta`),
  'post /inkorg/deltagare/:participant/avsluta': post(`${ALVA}/avsluta`, { on: '2027-01-01' }),
  'get /inkorg/deltagare/:participant/logg': get(`${ALVA}/logg`),
  'get /inkorg/manad': get('/inkorg/manad?manad=2026-03'),
  'get /inkorg/manad/csv': get('/inkorg/manad/csv?manad=2026-03'),
  'get /inkorg/planering': get('/inkorg/planering'),
  'post /inkorg/deltagare/:participant/gemensam-planering': post(`${ALVA}/gemensam-planering`, {
    version: '1',
  }),
  'get /inkorg/signal/:participant/:signal': get('/inkorg/signal/alva-rom/s1'),
  'post /inkorg/signal/:participant/:signal/last': post('/inkorg/signal/alva-rom/s1/last', { version: '1' }),
  'post /inkorg/signal/:participant/:signal/skickad': post('/inkorg/signal/alva-rom/s1/skickad', {
    version: '1',
  }),
  'post /inkorg/signal/:participant/:signal/inte-skickad': post('/inkorg/signal/alva-rom/s1/inte-skickad', {
    version: '1',
  }),
  'post /inkorg/deltagare/:participant/kom-inte': post(`${ALVA}/kom-inte`, {
    occurrence: 'datorkurs@2026-03-04T09:00',
  }),
  'post /inkorg/franvaro/:participant/:absence/angra': post(`${ABSENCE}/angra`, { version: '1' }),
  'get /inkorg/deltagare/:participant/plan': get(`${ALVA}/plan`),
  // An old version: it is shown what has changed since, to nobody else.
  'post /inkorg/deltagare/:participant/plan': {
    ...post(`${ALVA}/plan`, { version: '1', do: 'kontrollera' }),
    ownStatus: 409,
  },
  'post /inkorg/deltagare/:participant/plan/kontroll': post(`${ALVA}/plan/kontroll`, { text: 'Hej.' }),
  'get /inkorg/plan/ny': get('/inkorg/plan/ny'),
  'post /inkorg/plan/ny': open('/inkorg/plan/ny', { document: '{}', do: 'kontrollera' }),
  'get /inkorg': get('/inkorg'),
  'get /inkorg/deltagare': get('/inkorg/deltagare'),
  'get /inkorg/deltagare/:participant': get(ALVA),
  'post /inkorg/deltagare/:participant/sett': post(`${ALVA}/sett`),
  'post /inkorg/deltagare/:participant/inbjudan': post(`${ALVA}/inbjudan`),
  'post /inkorg/deltagare/:participant/inbjudan/bort': post(`${ALVA}/inbjudan/bort`),
  'get /inkorg/franvaro/:participant/:absence': get(ABSENCE),
  'post /inkorg/franvaro/:participant/:absence/last': post(`${ABSENCE}/last`, { version: '1' }),
  'post /inkorg/franvaro/:participant/:absence/skickad': post(`${ABSENCE}/skickad`, {
    version: '1',
    deviation: DEVIATION,
  }),
  'post /inkorg/franvaro/:participant/:absence/inte-skickad': post(`${ABSENCE}/inte-skickad`, {
    version: '1',
    deviation: DEVIATION,
  }),
  'post /inkorg/franvaro/:participant/:absence/kod': post(`${ABSENCE}/kod`, {
    version: '1',
    deviation: DEVIATION,
    code: '15',
  }),
  'get /inkorg/fraga/:participant/:question': get('/inkorg/fraga/alva-rom/q1'),
  'post /inkorg/fraga/:participant/:question/svar': post('/inkorg/fraga/alva-rom/q1/svar', { answer: 'Ja.' }),
  // Last of the inbox: it ends the session that tries.
  'post /inkorg/logga-ut': open('/inkorg/logga-ut', {}),

  'get /': open('/'),
  'get /kvitton': open('/kvitton'),
  'get /kvitton/:id': open('/kvitton/a1'),
  'get /chat/history': open('/chat/history?before=10'),
  'post /chat/send': open('/chat/send', { text: 'hej', participant: 'alva-rom' }),
  'post /chat/token': open('/chat/token', {}),
  'get /logga-in': open('/logga-in'),
  'get /in/:token': open('/in/x'),
  'post /in/:token': open('/in/x', {}),
  'get /logga-in/e-post': open('/logga-in/e-post'),
  'post /logga-in/e-post': open('/logga-in/e-post', { contact: 'hemlix@deltagare.example' }),
  'get /logga-in/mobil': open('/logga-in/mobil'),
  'post /logga-in/mobil': open('/logga-in/mobil', { contact: '070-174 06 09' }),
  'get /logga-in/kod': open('/logga-in/kod'),
  'post /logga-in/kod': open('/logga-in/kod', { code: '123456' }),
  'get /logga-in/lapp': open('/logga-in/lapp'),
  'post /logga-in/lapp': open('/logga-in/lapp', { code: 'ABCD2345' }),
  'post /logga-ut': open('/logga-ut', {}),
  'get /utloggad': open('/utloggad'),
  'post /logga-ut/overallt': open('/logga-ut/overallt', {}),
  'post /glom-enheten': open('/glom-enheten', {}),
  'get /icon.svg': open('/icon.svg'),
  'get /icon-180.png': open('/icon-180.png'),
  'get /icon-192.png': open('/icon-192.png'),
  'get /icon-512.png': open('/icon-512.png'),
  'get /manifest.webmanifest': open('/manifest.webmanifest'),
  'post /tillganglighet': open('/tillganglighet', { text: 'x' }),
  'get /mina-val': open('/mina-val'),
  'post /mina-val': open('/mina-val', { size: '200' }),
  'post /mina-val/vanligt': open('/mina-val/vanligt', {}),
  'get /paminnelser': open('/paminnelser'),
  'post /paminnelser': open('/paminnelser', { on: 'yes' }),
  'post /paminnelser/ta-bort': open('/paminnelser/ta-bort', { id: 'r1' }),
  'post /paminnelser/stoppa': open('/paminnelser/stoppa', {}),
  'post /paminnelser/kalender': open('/paminnelser/kalender', { gor: 'ny' }),
  'get /kalender/:file': open('/kalender/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ics'),
  'get /kalender/traff/:key': open('/kalender/traff/handledare@2026-03-10T09:00.ics'),
  'get /hjalp': open('/hjalp'),
  'get /tillganglighet': open('/tillganglighet'),
  'get /min-plan': open('/min-plan'),
  'get /ord/:term': open('/ord/iup'),
  'get /chat/ord/:term': open('/chat/ord/iup'),
  'get /inbaddning.js': open('/inbaddning.js'),
  'get /inbaddad/:provider': open('/inbaddad/exempel'),
  'get /inbaddad/:provider/tema.css': open('/inbaddad/exempel/tema.css'),
  'get /inbaddad/:provider/chatt': open('/inbaddad/exempel/chatt'),
  'get /inbaddad/:provider/mina-val': open('/inbaddad/exempel/mina-val'),
  'post /inbaddad/:provider/mina-val': open('/inbaddad/exempel/mina-val', { size: '200' }),
  'post /inbaddad/:provider/mina-val/vanligt': open('/inbaddad/exempel/mina-val/vanligt', {}),
  'get /inbaddad/:provider/kvitton': open('/inbaddad/exempel/kvitton'),
  'get /inbaddad/:provider/kvitton/:id': open('/inbaddad/exempel/kvitton/a1'),
  'get /inbaddad/:provider/min-plan': open('/inbaddad/exempel/min-plan'),
  'get /inbaddad/:provider/paminnelser': open('/inbaddad/exempel/paminnelser'),
  'post /inbaddad/:provider/paminnelser': open('/inbaddad/exempel/paminnelser', { on: 'yes' }),
  'post /inbaddad/:provider/paminnelser/ta-bort': open('/inbaddad/exempel/paminnelser/ta-bort', { id: 'r1' }),
  'post /inbaddad/:provider/paminnelser/stoppa': open('/inbaddad/exempel/paminnelser/stoppa', {}),
  'post /inbaddad/:provider/paminnelser/kalender': open('/inbaddad/exempel/paminnelser/kalender', {
    gor: 'ny',
  }),
  'get /assets/:file': open('/assets/base.css'),
  'get /health/live': open('/health/live'),
  'get /health/ready': open('/health/ready'),
};
