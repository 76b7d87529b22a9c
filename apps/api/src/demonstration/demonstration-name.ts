/** Given names the invented people have. They are common ones of many origins, so that no pair means anybody. */
export const GIVEN_NAMES = [
  'Aisha', 'Alan', 'Alice', 'Amir', 'Andrew', 'Anita', 'Anya', 'Asif', 'Beatrice', 'Ben', 'Carla', 'Cerys', 'Chidi',
  'Claire', 'Dariusz', 'David', 'Deepa', 'Diane', 'Elena', 'Emeka', 'Emily', 'Esther', 'Farah', 'Fiona', 'Gareth',
  'George', 'Grace', 'Hannah', 'Harpreet', 'Hassan', 'Ian', 'Imran', 'Irena', 'Jack', 'James', 'Jasmine', 'Joseph',
  'Joy', 'Karen', 'Kavita', 'Kwame', 'Laura', 'Leanne', 'Liam', 'Lucia', 'Magda', 'Malik', 'Maria', 'Mark', 'Mei',
  'Michael', 'Miriam', 'Mohammed', 'Naomi', 'Nikhil', 'Nina', 'Oluwaseun', 'Omar', 'Owen', 'Patricia', 'Paul', 'Peter',
  'Rachel', 'Rafiq', 'Ravi', 'Rebecca', 'Rosa', 'Ryan', 'Sadia', 'Samuel', 'Sarah', 'Sean', 'Shazia', 'Siobhan',
  'Sofia', 'Stephen', 'Sunita', 'Susan', 'Tariq', 'Teresa', 'Thomas', 'Uma', 'Vanessa', 'Victor', 'Wanjiru', 'Will',
  'Yasmin', 'Yusuf', 'Zainab', 'Zoë',
] as const; // prettier-ignore

/** Family names the invented people have. */
export const FAMILY_NAMES = [
  'Abbott', 'Achebe', 'Adams', 'Ahmed', 'Ali', 'Allen', 'Bailey', 'Banerjee', 'Barker', 'Begum', 'Bennett', 'Bhatt',
  'Brooks', 'Brown', 'Carter', 'Chan', 'Chowdhury', 'Clarke', 'Collins', 'Cooper', 'Dąbrowska', 'Davies', 'Desai',
  'Dixon', 'Edwards', 'Evans', 'Farrell', 'Fletcher', 'Foster', 'Garcia', 'Gill', 'Graham', 'Green', 'Hall', 'Harris',
  'Hassan', 'Hill', 'Hughes', 'Hussain', 'Ibrahim', 'Jackson', 'James', 'Johnson', 'Jones', 'Kaur', 'Kelly', 'Khan',
  'King', 'Kowalski', 'Lee', 'Lewis', 'Lowe', 'Mahmood', 'Marshall', 'Mensah', 'Miller', 'Mitchell', 'Morgan',
  'Murphy', 'Nguyen', 'Novák', 'O’Brien', 'Okoro', 'Osei', 'Palmer', 'Parker', 'Patel', 'Perry', 'Phillips', 'Popescu',
  'Powell', 'Rahman', 'Reid', 'Roberts', 'Robinson', 'Rossi', 'Russell', 'Scott', 'Shah', 'Sharma', 'Silva', 'Singh',
  'Smith', 'Stewart', 'Taylor', 'Thompson', 'Turner', 'Walker', 'Ward', 'Watson', 'White', 'Williams', 'Wilson',
  'Wójcik', 'Wood', 'Wright', 'Young',
] as const; // prettier-ignore
