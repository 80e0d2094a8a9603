/** The people of Lantern Bay Instruments: names, jobs, and the services and addresses of each. */

/**
 * How a person is known on the two services: on both with one address, on both with two addresses, on Teams only, on Mattermost only.
 */
export type Presence = 'same' | 'different' | 'teams' | 'mattermost';

export interface Colleague {
  readonly givenName: string;
  readonly surname: string;
  readonly jobTitle: string;
  readonly group: Group;
  readonly presence: Presence;
  readonly kind: 'member' | 'guest' | 'bot';
  readonly mfa?: true;
}

/** The part of the company where a person works. It decides their teams. */
export type Group = 'platform' | 'hardware' | 'field' | 'customers' | 'design' | 'office' | 'outside';

const row = (
  name: string,
  jobTitle: string,
  group: Group,
  presence: Presence = 'same',
  extra: Partial<Colleague> = {},
): Colleague => {
  const parts = name.split('|');
  return {
    givenName: parts[0] ?? name,
    surname: parts[1] ?? '',
    jobTitle,
    group,
    presence,
    kind: 'member',
    ...extra,
  };
};

/** The first one is the sample user. */
export const colleagues: readonly Colleague[] = [
  row('Noa|Lindqvist', 'Product Engineer', 'platform'),
  row('Ada|Okafor', 'Head of Platform', 'platform'),
  row('Mateusz|Wójcik', 'Site Reliability Engineer', 'platform'),
  row('Priya|Raghunathan', 'Data Engineer', 'platform', 'different'),
  row('Tomás|Herrera', 'Backend Engineer', 'platform'),
  row('Yuki|Tanabe', 'Backend Engineer', 'platform', 'mattermost'),
  row('Samira|El-Masri', 'Security Engineer', 'platform', 'same', { mfa: true }),
  row('Jonas|Breitner', 'Database Engineer', 'platform'),
  row('Chidi|Eze', 'Frontend Engineer', 'platform', 'different'),
  row('Linnea|Aalto', 'Frontend Engineer', 'platform'),
  row('Bram|de Witte', 'Quality Engineer', 'platform', 'mattermost'),
  row('Hana|Novotná', 'Engineering Manager', 'platform'),
  row('Ingrid|Solheim', 'Head of Hardware', 'hardware'),
  row('Kofi|Mensah', 'Firmware Engineer', 'hardware'),
  row('Aoife|Brannigan', 'Firmware Engineer', 'hardware', 'different'),
  row('Wei|Zhang', 'Electronics Engineer', 'hardware'),
  row('Elif|Yıldız', 'Electronics Engineer', 'hardware'),
  row('Ruben|Castellanos', 'Mechanical Engineer', 'hardware', 'teams'),
  row('Marit|Haugen', 'Workshop Lead', 'hardware'),
  row('Pavel|Dvořák', 'Test Engineer', 'hardware', 'mattermost'),
  row('Leilani|Kahale', 'Sensor Scientist', 'hardware'),
  row('Oskar|Friis', 'Head of Field Operations', 'field'),
  row('Siobhán|O’Dea', 'Skipper', 'field'),
  row('Gustavo|Pinheiro', 'Field Technician', 'field'),
  row('Freya|Thorsdóttir', 'Field Technician', 'field', 'teams'),
  row('Nils|Ekström', 'Field Technician', 'field', 'mattermost'),
  row('Amara|Diallo', 'Diver', 'field'),
  row('Callum|Reid', 'Logistics Coordinator', 'field', 'different'),
  row('Zofia|Maliszewska', 'Harbour Liaison', 'field'),
  row('Margarethe|Vogel', 'Head of Customers', 'customers'),
  row('Diego|Fuentes', 'Account Manager', 'customers', 'teams'),
  row('Nadia|Haddad', 'Support Lead', 'customers'),
  row('Ewan|MacLeod', 'Support Engineer', 'customers'),
  row('Thandiwe|Nkosi', 'Support Engineer', 'customers', 'different'),
  row('Luca|Bianchi', 'Project Manager', 'customers'),
  row('Rosalind|Achebe', 'Technical Writer', 'customers'),
  row('Henrik|Sørensen', 'Sales Engineer', 'customers', 'teams'),
  row('Mei-Ling|Chua', 'Head of Design', 'design'),
  row('Anton|Petrov', 'Product Designer', 'design'),
  row('Clara|Vidal', 'User Researcher', 'design', 'different'),
  row('Farid|Karimi', 'Product Designer', 'design', 'mattermost'),
  row('Beatriz|Moura', 'Brand Designer', 'design'),
  row('Astrid|Nyberg', 'Chief Executive', 'office'),
  row('Vikram|Iyer', 'Finance Lead', 'office', 'teams'),
  row('Greta|Lindholm', 'People Lead', 'office'),
  row('Moshe|Ben-Ami', 'IT Administrator', 'office'),
  row('Fatoumata|Keita', 'Office Manager', 'office'),
  row('Daniel|Ó Briain', 'Purchasing', 'office', 'different'),
  row('Signe|Dahl', 'Communications', 'office'),
  row('Rafael|Quintero', 'Consultant, Harbour IT', 'outside', 'teams', { kind: 'guest' }),
  row('Yasmin|Farouk', 'Researcher, Coastal Institute', 'outside', 'same', { kind: 'guest' }),
  row('Piotr|Zieliński', 'Contractor', 'outside', 'mattermost', { kind: 'guest' }),
  row('Deploy Bot', 'Announces releases', 'platform', 'mattermost', { kind: 'bot' }),
  row('Watchkeeper', 'Alerts of the stations', 'field', 'same', { kind: 'bot' }),
  row('Rota', 'Who is on duty', 'office', 'teams', { kind: 'bot' }),
];
