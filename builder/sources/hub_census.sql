-- Every model repository of the Hub, once, as sums by country, organization, family and lineage.
--
-- Asked of three relations:
--   repositories(id, downloads_30d, downloads_all_time, bases)   one row a repository, or more
--   namespaces(namespace, organization, country)                 lower-cased, each once
--   patterns(family, owner, pattern)                             owner: null where it is a pattern
-- Answers: entity, repositories, downloads_30d, downloads_all_time.
--
-- The rules. A repository that stands twice counts once, with its larger counters. A publisher
-- that the catalog does not know is `unmapped`, a share of its own. A sum of downloads is given
-- where at least 99 in 100 repositories tell theirs: a sum with holes is no sum.
-- Who builds on whom: a repository counts for every country from which it declares a base, once
-- for each; bases of its own publisher do not count, and what declares none is `undeclared`.
with once as materialized (
    select
        lower(id) as id,
        case when contains(id, '/') then lower(split_part(id, '/', 1)) else '' end as owner,
        max(downloads_30d) as downloads_30d,
        max(downloads_all_time) as downloads_all_time,
        max(bases) as bases
    from repositories
    where id is not null and id <> ''
    group by all
),

owned as materialized (
    select
        once.id,
        once.owner,
        once.downloads_30d,
        once.downloads_all_time,
        namespaces.organization,
        coalesce(namespaces.country, 'unmapped') as country
    from once
    left join namespaces on namespaces.namespace = once.owner
),

declared as (
    select distinct
        id,
        base,
        case when contains(base, '/') then split_part(base, '/', 1) else '' end as owner
    from (select id, lower(unnest(bases)) as base from once)
    where base <> ''
),

based as materialized (
    select
        declared.*,
        namespaces.organization,
        coalesce(namespaces.country, 'unmapped') as country
    from declared
    left join namespaces on namespaces.namespace = declared.owner
),

-- A base of another publisher: of another organization or, where we know none, namespace.
foreign_based as materialized (
    select based.id, based.base, based.country
    from based
    inner join owned using (id)
    where coalesce(based.organization, '/' || based.owner)
        <> coalesce(owned.organization, '/' || owned.owner)
),

named as (
    select id, owner from owned
    union all
    select base as id, owner from based
),

members as materialized (
    select distinct named.id, patterns.family
    from named
    inner join patterns on patterns.owner = named.owner and named.id glob patterns.pattern
    union
    select distinct named.id, patterns.family
    from named
    inner join patterns on patterns.owner is null and named.id glob patterns.pattern
),

-- Which repository counts for which entity, each pair once.
counted as (
    select 'all:hub' as entity, downloads_30d, downloads_all_time from owned
    union all
    select 'country:' || country, downloads_30d, downloads_all_time from owned
    union all
    select 'organization:' || coalesce(organization, 'unmapped'), downloads_30d, downloads_all_time
    from owned
    union all
    select 'family:' || members.family, owned.downloads_30d, owned.downloads_all_time
    from owned inner join members using (id)
    union all
    select 'built-on:' || pairs.country || '>' || owned.country,
        owned.downloads_30d, owned.downloads_all_time
    from owned inner join (select distinct id, country from foreign_based) as pairs using (id)
    union all
    select 'built-on-family:' || pairs.family, owned.downloads_30d, owned.downloads_all_time
    from owned
    inner join (
        select distinct foreign_based.id, members.family
        from foreign_based inner join members on members.id = foreign_based.base
    ) as pairs using (id)
    union all
    select 'built-on:same-owner', downloads_30d, downloads_all_time
    from owned semi join based using (id) anti join foreign_based using (id)
    union all
    select 'built-on:undeclared', downloads_30d, downloads_all_time
    from owned anti join based using (id)
)

select
    entity,
    count(*) as repositories,
    case when count(downloads_30d) >= 0.99 * count(*) then sum(downloads_30d) end
        as downloads_30d,
    case when count(downloads_all_time) >= 0.99 * count(*) then sum(downloads_all_time) end
        as downloads_all_time
from counted
group by entity
order by entity
