"""The recognisers, one a file, each naming its public source; collected here in Presidio's registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

    from ingest.settings import ScrubSettings


def structured(settings: ScrubSettings) -> list[EntityRecognizer]:
    """Recognisers of identifiers with a form of their own; they read text in any language."""
    from ingest.scrub.recognisers.account_name import AccountNameRecognizer
    from ingest.scrub.recognisers.bank_account import BankAccountRecognizer
    from ingest.scrub.recognisers.birth_date import BirthDateRecognizer
    from ingest.scrub.recognisers.business_number import BusinessNumberRecognizer
    from ingest.scrub.recognisers.card import CardRecognizer
    from ingest.scrub.recognisers.driving_licence import DrivingLicenceRecognizer
    from ingest.scrub.recognisers.email import EmailRecognizer
    from ingest.scrub.recognisers.employee_number import EmployeeNumberRecognizer
    from ingest.scrub.recognisers.english_address import EnglishAddressRecognizer
    from ingest.scrub.recognisers.foreign_phone import ForeignPhoneRecognizer
    from ingest.scrub.recognisers.iban import IbanRecognizer
    from ingest.scrub.recognisers.ip_address import IpAddressRecognizer
    from ingest.scrub.recognisers.korean_address import KoreanAddressRecognizer
    from ingest.scrub.recognisers.passport import PassportRecognizer
    from ingest.scrub.recognisers.phone import PhoneRecognizer
    from ingest.scrub.recognisers.resident_number import ForeignerNumberRecognizer, ResidentNumberRecognizer
    from ingest.scrub.recognisers.social_security import SocialSecurityRecognizer
    from ingest.scrub.recognisers.vehicle_plate import VehiclePlateRecognizer

    return [
        ResidentNumberRecognizer(),
        ForeignerNumberRecognizer(),
        PassportRecognizer(),
        DrivingLicenceRecognizer(),
        BusinessNumberRecognizer(),
        PhoneRecognizer(),
        ForeignPhoneRecognizer(),
        EmailRecognizer(),
        CardRecognizer(),
        BankAccountRecognizer(),
        VehiclePlateRecognizer(),
        EmployeeNumberRecognizer(settings.employee_number_pattern),
        BirthDateRecognizer(),
        IpAddressRecognizer(),
        AccountNameRecognizer(),
        IbanRecognizer(),
        SocialSecurityRecognizer(),
        KoreanAddressRecognizer(),
        EnglishAddressRecognizer(),
    ]
