import type { Operation, Result } from '../provider/operations.ts';
import { operationSchema } from '../provider/operations.ts';
import { command, readArguments, refuse, run } from './operator.ts';

const USAGE = `Usage: npm run provider -- COMMAND

add ID NAME [--staff NAME] [--email ADDRESS]
                      makes a provider, its API key, and a sign-in link for its first administrator
key ID [--end-old]    makes a new API key; the old one works one day more, or ends at once with --end-old
list                  all providers
staff ID              the provider's staff
staff ID add NAME [--email ADDRESS] [--role supervisor|manager|administrator]
staff ID link STAFF   a new sign-in link
staff ID remove STAFF signs the person out and takes them off the staff

Works while the server runs. The folder is DATA_DIR, ./data when it is not set.`;

await command(main);

async function main(): Promise<void> {
  const wanted = readCommand();
  if (wanted === null) {
    refuse(USAGE);
    return;
  }
  const operation = operationSchema.safeParse(wanted);
  if (!operation.success) {
    refuse(operation.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'));
    return;
  }
  const result = await run(operation.data);
  if (result.kind === 'refused') refuse(result.why);
  else process.stdout.write(`${shown(operation.data, result)}\n`);
}

function readCommand(): Record<string, unknown> | null {
  const given = readArguments({
    staff: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string' },
    'end-old': { type: 'boolean', default: false },
  });
  if (given === null) return null;
  const [wanted, id, third, fourth, ...more] = given.positionals;
  const { staff, email = null, role = 'supervisor', 'end-old': endOldNow } = given.values;
  if (more.length > 0) return null;
  switch (wanted) {
    case 'add':
      if (!id || !third || fourth) return null;
      return {
        operation: 'add-provider',
        id,
        name: third,
        staffName: staff ?? 'Administratör',
        staffEmail: email,
      };
    case 'key':
      return id && !third ? { operation: 'rotate-key', id, endOldNow } : null;
    case 'list':
      return id ? null : { operation: 'list-providers' };
    case 'staff':
      if (!id) return null;
      if (!third) return { operation: 'list-staff', id };
      if (!fourth) return null;
      if (third === 'add') return { operation: 'add-staff', id, name: fourth, email, role };
      if (third === 'link') return { operation: 'staff-link', id, staffId: fourth };
      if (third === 'remove') return { operation: 'remove-staff', id, staffId: fourth };
      return null;
    default:
      return null;
  }
}

function shown(operation: Operation, result: Result): string {
  switch (result.kind) {
    case 'provider-added':
      return [
        'The provider is made. What follows is shown only now.',
        `API key: ${result.key}`,
        `Sign-in link for the first administrator, valid 7 days: ${result.link}`,
      ].join('\n');
    case 'key':
      return [`New API key, shown only now: ${result.key}`, oldKeys(result.oldEndAt, operation)].join('\n');
    case 'providers':
      return (
        result.providers.map(({ id, name, staff }) => `${id}\t${name}\t${staff} staff`).join('\n') ||
        'There are no providers.'
      );
    case 'staff':
      return (
        result.staff
          .map(({ id, name, email, role }) => `${id}\t${name}\t${email ?? '-'}\t${role}`)
          .join('\n') || 'There is nobody.'
      );
    case 'staff-added':
      return `${result.staffId} is added. Sign-in link, valid 7 days: ${result.link}`;
    case 'link':
      return `Sign-in link, valid 7 days: ${result.link}`;
    default:
      return operation.operation === 'remove-staff' ? 'Removed, and signed out.' : 'Done.';
  }
}

/** Keys of `PROVIDER_KEYS` are the operator's own, and are not ended here. */
function oldKeys(oldEndAt: string | null, operation: Operation): string {
  if (oldEndAt !== null) return `The old key works until ${oldEndAt}.`;
  if (operation.operation === 'rotate-key' && operation.endOldNow) return 'No key made before it works now.';
  return 'There was no older key that works. When the next one is made, this one works one day more.';
}
